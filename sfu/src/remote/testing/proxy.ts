import { connect, createServer, type Socket } from 'node:net';

/** A network between server and node that a test can break. */
export interface Proxy {
  readonly port: number;
  /** Every connection ends; new ones are turned away until `mend`. */
  cut(): void;
  /** Connections stay, and carry nothing. */
  freeze(): void;
  /** As `freeze`, and new connections are taken, and carry nothing either. */
  hang(): void;
  /** Resolves when the next connection has been taken. */
  taken(): Promise<void>;
  mend(): void;
  close(): Promise<void>;
}

export async function proxyTo(target: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let [whole, hangs] = [true, false];
  const server = createServer((near) => {
    if (hangs) {
      sockets.add(near);
      return;
    }
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    near.setNoDelay();
    far.setNoDelay();
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on no port');
  const cut = (): void => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  const freeze = (): void => {
    for (const socket of sockets) socket.pause();
  };
  return {
    port: address.port,
    cut,
    freeze,
    hang: () => {
      hangs = true;
      freeze();
    },
    taken: () => new Promise((resolve) => void server.once('connection', () => resolve())),
    mend: () => {
      [whole, hangs] = [true, false];
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
