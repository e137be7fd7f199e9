import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server on which every byte is kept that comes from there. */
export interface Wiretap {
  /** To be used in the server's place. */
  readonly url: string;
  /** All that has come. Nothing on it is compressed. */
  heard(): Buffer;
  close(): Promise<void>;
}

export async function wiretap(to: string): Promise<Wiretap> {
  const { hostname, port } = new URL(to);
  const bytes: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    far.on('data', (data: Buffer) => void bytes.push(data));
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => Buffer.concat(bytes),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
