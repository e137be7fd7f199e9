import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { documentsPath } from '@parley/shared/protocol';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { addressReader } from '../http/address.ts';
import { openDocumentSockets } from './sockets.ts';
import { House, price } from './testing/house.ts';

let house: House;
let server: Server;
let port: number;
let sockets: { close(): void };
const open: (() => void)[] = [];
const origin = (): string => `http://127.0.0.1:${port}`;

beforeEach(async () => {
  house = await House.open('party', 'respondent');
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
  sockets = openDocumentSockets(server, {
    gate: house.gate,
    allowedOrigin: (from) => from === origin(),
    addressOf: addressReader(0),
  });
});
afterEach(async () => {
  for (const close of open.splice(0)) close();
  sockets.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A browser's socket: it says where its page is from. */
const browserSocket = (): typeof globalThis.WebSocket => {
  const Socket = class extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin: origin() });
    }
  };
  return Socket as unknown as typeof globalThis.WebSocket;
};

/** The client as it comes, with a ticket for each connection. */
async function provider(name: string): Promise<{ doc: Y.Doc; provider: WebsocketProvider }> {
  const { ticket, client } = await house.ticket(name);
  const doc = new Y.Doc();
  doc.clientID = client;
  const made = new WebsocketProvider(`ws://127.0.0.1:${port}${documentsPath}`, 'agreement', doc, {
    protocols: [`parley.${ticket}`],
    WebSocketPolyfill: browserSocket(),
    disableBc: true,
  });
  open.push(() => made.destroy());
  await new Promise<void>((resolve) =>
    made.on('sync', (synced: boolean) => (synced ? resolve() : undefined)),
  );
  return { doc, provider: made };
}

/** A socket without any client behind it. */
async function raw(name: string): Promise<WebSocket> {
  const { ticket } = await house.ticket(name);
  const socket = new WebSocket(`ws://127.0.0.1:${port}${documentsPath}`, [`parley.${ticket}`], {
    origin: origin(),
  });
  open.push(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}

const closeOf = async (socket: WebSocket): Promise<readonly [number, string]> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, reason.toString()];
};

/** What an upgrade is answered with. */
async function knock(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  open.push(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode));
    socket.once('upgrade', () => resolve(101));
    // Whoever offers no name for it does not want one.
    socket.on('error', reject);
  });
}

const write = (doc: Y.Doc, words: string): void => {
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText(words)];
  paragraph.insert(0, [text]);
  doc.getXmlFragment(price).insert(0, [paragraph]);
};

describe('y-websocket’s client, as it comes', () => {
  test('writes with others', async () => {
    const [one, other] = [await provider('party'), await provider('respondent')];
    write(one.doc, '甲方');
    const reads = (doc: Y.Doc, words: string): Promise<void> =>
      vi.waitFor(async () => {
        // What comes close together is told together.
        await house.clock.pass(20, async () => undefined);
        expect(doc.getXmlFragment(price).toJSON()).toContain(words);
      });
    await reads(other.doc, '甲方');
    write(other.doc, 'B');
    await reads(one.doc, 'B');
  });

  test('[EDIT-4] is cut off when its person moves', async () => {
    const { provider: made } = await provider('party');
    const ended = new Promise<{ code: number; reason: string } | null>((resolve) =>
      made.on('connection-close', (event) => resolve(event)),
    );
    await house.ask('party', { type: 'session.leave' });
    expect(await ended).toMatchObject({ code: 4001, reason: 'room.not-in' });
  });

  test('[EDIT-3] stops for good after an offence', async () => {
    const { doc, provider: made } = await provider('party');
    const closed = new Promise((resolve) => made.on('closed', resolve));
    const mine = doc.clientID;
    doc.clientID = 77;
    write(doc, 'not mine');
    doc.clientID = mine;
    expect(await closed).toEqual({ code: 4400, reason: 'document.foreign-client' });
  });
});

describe('[EDIT-12] the way in', () => {
  const ticket = async (): Promise<string> => `parley.${(await house.ticket('party')).ticket}`;

  test('is not for pages of other sites', async () => {
    for (const from of ['http://evil.example', undefined]) {
      const headers = {
        'sec-websocket-protocol': await ticket(),
        ...(from === undefined ? {} : { origin: from }),
      };
      expect(await knock(documentsPath, headers)).toBe(403);
    }
  });

  test('needs a ticket', async () => {
    for (const protocol of ['', 'parley.', 'parley.short', `parley.${'x'.repeat(43)}`, 'x'.repeat(43)]) {
      const headers = {
        origin: origin(),
        ...(protocol === '' ? {} : { 'sec-websocket-protocol': protocol }),
      };
      expect(await knock(documentsPath, headers)).toBe(403);
    }
  });

  test('is at its path, and below', async () => {
    expect(
      await knock(`${documentsPath}/agreement?x=1`, {
        origin: origin(),
        'sec-websocket-protocol': await ticket(),
      }),
    ).toBe(101);
    const other = knock(`${documentsPath}-not`, {
      origin: origin(),
      'sec-websocket-protocol': await ticket(),
    });
    server.once('upgrade', (_request, socket) => socket.destroy());
    await expect(other).rejects.toThrow('socket hang up');
  });

  test('is open to so many knocks a minute', async () => {
    const headers = { origin: origin() };
    const answers = new Set<number>();
    for (let count = 0; count < 620; count += 1) answers.add(await knock(documentsPath, headers));
    expect([...answers]).toEqual([403, 429]);
  });
});

describe('[EDIT-9] what no client of ours sends', () => {
  test('a frame larger than any edit', async () => {
    const socket = await raw('party');
    socket.send(new Uint8Array(384 * 1024 + 1));
    expect((await closeOf(socket))[0]).toBe(1009);
    expect(house.counted.offences).toEqual(['request.too-large']);
  });

  test('the same in pieces', async () => {
    const socket = await raw('party');
    for (let piece = 0; piece < 60; piece += 1) socket.send(new Uint8Array(8 * 1024), { fin: false });
    expect((await closeOf(socket))[0]).toBe(1009);
  });

  test('text', async () => {
    const socket = await raw('party');
    socket.send('{"hello":"there"}');
    expect(await closeOf(socket)).toEqual([4400, 'document.bad-edit']);
  });

  test('bytes that are no frame', async () => {
    const { ticket: pass } = await house.ticket('party');
    const socket = connect(port, '127.0.0.1');
    open.push(() => socket.destroy());
    socket.on('error', () => undefined);
    socket.write(
      [
        `GET ${documentsPath} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Origin: ${origin()}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        `Sec-WebSocket-Protocol: parley.${pass}`,
        '\r\n',
      ].join('\r\n'),
    );
    await once(socket, 'data');
    socket.resume();
    socket.write(Buffer.from('not a frame at all, but words'));
    await once(socket, 'close');
    await vi.waitFor(() => expect(house.counted.connections).toBe(0));
  });

  test('a flood of empty edits does nothing to others', async () => {
    const socket = await raw('party');
    const other = await provider('respondent');
    const encoder = encoding.createEncoder();
    for (const number of [0, 2]) encoding.writeVarUint(encoder, number);
    encoding.writeVarUint8Array(encoder, new Uint8Array(2));
    const nothing = encoding.toUint8Array(encoder);
    for (let count = 0; count < 5_000; count += 1) socket.send(nothing);
    write(other.doc, 'still here');
    await vi.waitFor(() => expect(house.store.bytes().includes('still here')).toBe(true));
  });
});
