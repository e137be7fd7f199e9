import { connect, createServer, type Socket } from 'node:net';

/** Between a server and a media node; what the server says can be lost there. */
export interface Link {
  readonly port: number;
  /** Nothing comes to the node any more, by whichever connection, until `mend`. */
  lose(): void;
  /** For connections to come. */
  mend(): void;
  close(): Promise<void>;
}

export async function linkTo(target: number): Promise<Link> {
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket }>();
  const lost = new WeakSet<Socket>();
  let whole = true;
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    const pair = { near, far };
    pairs.add(pair);
    near.setNoDelay();
    far.setNoDelay();
    near.on('data', (chunk) => {
      if (!lost.has(near)) far.write(chunk);
    });
    far.on('data', (chunk) => near.write(chunk));
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the link listens on no port');
  return {
    port: address.port,
    lose: () => {
      whole = false;
      for (const { near } of pairs) lost.add(near);
    },
    mend: () => {
      whole = true;
    },
    close: () => {
      for (const { near } of pairs) near.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
