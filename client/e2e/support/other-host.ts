import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A host beside this machine on a local network of their own: a network namespace, which only root can make. */
export interface OtherHost {
  /** This machine's address on that network. */
  readonly address: string;
  /** A program that runs the browser there. */
  readonly browser: string;
  /** Takes the host's address and gives it another one. */
  changeAddress(): Promise<void>;
  /** Pulls the host's cable and plugs in another one, on another network; this machine's address is reached by both. */
  changeNetwork(): Promise<void>;
  /** The host's firewall has these rules, in nftables' words, both ways, and no others. */
  filter(...rules: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const execute = promisify(execFile);
const ip = (command: string): Promise<unknown> => execute('ip', command.split(' '));

const NETWORK = '192.168.177';
const OTHER_NETWORK = '192.168.178';

export async function openOtherHost(): Promise<OtherHost> {
  // Names of network devices may have 15 characters.
  const name = `parley${process.pid}`;
  const folder = await mkdtemp(join(tmpdir(), 'parley-host-'));
  const browser = join(folder, 'browser');
  const program = process.env['CHROMIUM_BIN'] ?? '/usr/bin/chromium';
  await writeFile(browser, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`);
  await chmod(browser, 0o755);

  const plugged: string[] = [];
  /** Both ends of a cable: `letter` after the name is this machine's, and `h` besides the host's. */
  const plug = async (letter: string, network: string): Promise<void> => {
    plugged.push(letter);
    await ip(`link add ${name}${letter} type veth peer name ${name}${letter}h netns ${name}`);
    await ip(`addr add ${network}.1/24 dev ${name}${letter}`);
    await ip(`link set ${name}${letter} up`);
    await ip(`-n ${name} addr add ${network}.2/24 dev ${name}${letter}h`);
    await ip(`-n ${name} link set ${name}${letter}h up`);
    await ip(`-n ${name} route replace default via ${network}.1`);
  };
  const nft = (command: string): Promise<unknown> =>
    execute('ip', ['netns', 'exec', name, 'nft', ...command.split(' ')]);

  await ip(`netns add ${name}`);
  await ip(`-n ${name} link set lo up`);
  await plug('a', NETWORK);
  return {
    address: `${NETWORK}.1`,
    browser,
    changeAddress: async () => {
      await ip(`-n ${name} addr del ${NETWORK}.2/24 dev ${name}ah`);
      await ip(`-n ${name} addr add ${NETWORK}.7/24 dev ${name}ah`);
      await ip(`-n ${name} route replace default via ${NETWORK}.1`);
    },
    changeNetwork: async () => {
      await ip(`-n ${name} link set ${name}ah down`);
      await plug('b', OTHER_NETWORK);
    },
    filter: async (...rules) => {
      await nft('flush ruleset');
      await nft('add table inet parley');
      for (const way of ['input', 'output']) {
        await nft(`add chain inet parley ${way} { type filter hook ${way} priority 0 ; }`);
        for (const rule of rules) await nft(`add rule inet parley ${way} ${rule}`);
      }
    },
    close: async () => {
      // What the browser left running there keeps the namespace, whose name alone is gone at once.
      for (const letter of plugged) await ip(`link del ${name}${letter}`);
      await ip(`netns del ${name}`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
