import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '@parley/client/e2e/free-port';
import { JanusLine } from './line.ts';

const PROGRAM = '/usr/bin/janus';
/**
 * Janus takes no address of the loopback device. `scripts/load.ts` gives the run a network of its own, in which this
 * one, of the loopback range all the same, is another device's.
 */
const ADDRESS = '127.1.2.3';
const PATIENCE_MS = 15_000;
const execute = promisify(execFile);

/** Its version; null where it is not installed. Janus is another's program under the GPL, and stays a process apart. */
export async function janusVersion(): Promise<string | null> {
  // Whatever it is asked, it says its version first.
  const { stdout } = await execute(PROGRAM, ['--help']).catch(() => ({ stdout: '' }));
  return /^Janus version: \d+ \(([\d.]+)\)/m.exec(stdout)?.[1] ?? null;
}

/** Where its media arrives; null where this machine has no such address. */
export function mediaAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return addresses.some(({ address }) => address === ADDRESS) ? ADDRESS : null;
}

/** All that is needed for video rooms on this machine alone, and nothing else. */
function settings(port: number): Readonly<Record<string, string>> {
  const disabled = [
    'audiobridge',
    'duktape',
    'echotest',
    'lua',
    'nosip',
    'recordplay',
    'sip',
    'streaming',
    'textroom',
    'videocall',
    'voicemail',
  ];
  const unused = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'];
  const named = (names: readonly string[]): string =>
    `"${names.map((name) => `libjanus_${name}.so`).join(',')}"`;
  return {
    'janus.jcfg': `general: { debug_level = 2, session_timeout = 60 }
media: { ipv6 = false, rtp_port_range = "20000-40000" }
nat: { ice_enforce_list = "${ADDRESS}", full_trickle = false }
plugins: { disable = ${named(disabled)} }
transports: { disable = ${named(unused)} }
`,
    'janus.transport.websockets.jcfg': `general: { json = "compact", ws = true, ws_port = ${port}, ws_ip = "127.0.0.1", wss = false }
admin: { admin_ws = false }
`,
    'janus.plugin.videoroom.jcfg': 'general: { }\n',
  };
}

export interface RunningJanus {
  readonly pid: number;
  readonly line: JanusLine;
  close(): Promise<void>;
}

/** With settings of its own, on loopback addresses. */
export async function startJanus(): Promise<RunningJanus> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-janus-'));
  const port = await freePort();
  for (const [name, text] of Object.entries(settings(port))) await writeFile(join(folder, name), text);
  const lines: string[] = [];
  const child = spawn(PROGRAM, ['--configs-folder', folder, '--disable-colors'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => void lines.push(text));
  }
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null || child.pid === undefined || performance.now() > deadline) {
      await close();
      throw new Error(`Janus did not start:\n${lines.join('')}`);
    }
    const line = await JanusLine.open(port).catch(() => null);
    if (line !== null) {
      return {
        pid: child.pid,
        line,
        close: async () => {
          line.close();
          await close();
        },
      };
    }
    await pause(100);
  }
}
