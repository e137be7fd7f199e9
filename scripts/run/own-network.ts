import { run } from './program.ts';

/**
 * A second device, with an address of the loopback range: some media servers take none of the loopback device. Where it
 * cannot be made the rest goes on without it.
 */
const DEVICES = `ip link set lo up || exit 1
ip link add parley0 type veth peer name parley1 &&
ip addr add 127.1.2.3/32 dev parley0 && ip link set parley0 up && ip link set parley1 up
exec "$@"`;

/** How to run a program, in front of its own arguments. */
interface Invocation {
  readonly program: string;
  readonly before: readonly string[];
}

/**
 * In a network of its own, from which nothing can leave and into which nothing comes; only root can make one, for
 * anybody else the program runs as it is.
 */
export async function ownNetwork(program: string): Promise<Invocation> {
  const plain = { program, before: [] };
  if (process.getuid?.() !== 0) return plain;
  const can = await run('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up'], { output: 'hide' }).catch(
    () => null,
  );
  if (can?.code !== 0) return plain;
  return { program: 'unshare', before: ['--net', 'sh', '-c', DEVICES, 'sh', program] };
}
