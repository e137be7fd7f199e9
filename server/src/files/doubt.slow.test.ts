import { Refusal } from '@parley/shared/errors';
import { OutcomeUnknown } from '../store/event-log.ts';
import type { TestStore } from '../store/testing.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { House, type Person, pdf, valueOf } from './testing-house.ts';

/** What the database does to the next line of chat. */
type Trouble = 'none' | 'refuses' | 'commits-silently';
let trouble: Trouble = 'none';
let house: House;
afterEach(() => house.close());

/** A store that loses its connection when it is told to. */
function troubled(store: TestStore): TestStore {
  const { events } = store;
  const append = events.append.bind(events);
  const head = events.head.bind(events);
  let deaf = false;
  events.append = async (...args) => {
    const [, , added] = args;
    if (trouble === 'none' || !added.some(({ type }) => type === 'chat.said')) return append(...args);
    const now = trouble;
    trouble = 'none';
    if (now === 'refuses') throw new Refusal('store.unavailable');
    await append(...args);
    deaf = true;
    throw new OutcomeUnknown('the connection broke');
  };
  events.head = async (session) => {
    if (!deaf) return head(session);
    deaf = false;
    throw new Refusal('store.unavailable');
  };
  return store;
}

async function partyIn(): Promise<Person> {
  house = await House.open(troubled);
  const mediator = await house.seat('mediator', null);
  return house.seat('party', mediator.guest);
}

test('[FILE-12] what was surely not stored leaves no file, and can be sent again', async () => {
  const party = await partyIn();
  trouble = 'refuses';
  const response = await house.post(await party.offer('a.pdf', pdf().byteLength), new Uint8Array(pdf()));
  expect(response.status).toBe(503);
  expect(await house.onDisk()).toEqual([]);
  expect(await house.shown()).toBe(0);
  const { file } = await party.share('a.pdf', pdf());
  expect(await house.onDisk()).toEqual([file?.id]);
});

test('[FILE-12] what may have been stored keeps its file until the next start knows', async () => {
  const party = await partyIn();
  trouble = 'commits-silently';
  const bytes = pdf(3_000);
  const response = await house.post(await party.offer('a.pdf', bytes.byteLength), new Uint8Array(bytes));
  expect(response.status).toBe(503);
  expect(await house.shown()).toBe(1);

  const read = async (): Promise<Buffer> => {
    const line = await house.line('party');
    await line.until('view', ({ view }) => view.place.kind === 'room');
    const { messages } = valueOf(await line.ask('chat.history', { epoch: party.epoch, before: null }));
    const file = messages.find((message) => message.file !== undefined)?.file;
    if (file === undefined) throw new Error('no file');
    const { ticket } = valueOf(await line.ask('file.fetch', { epoch: party.epoch, file: file.id }));
    return Buffer.from(await (await house.get(ticket)).arrayBuffer());
  };
  // The session is replayed meanwhile.
  await vi.waitFor(async () => expect((await read()).equals(bytes)).toBe(true), 20_000);
  expect(await house.onDisk()).toEqual([expect.stringMatching(/\.unsure$/u)]);
  await house.restart();
  expect(await house.onDisk()).toEqual([expect.not.stringContaining('.')]);
  expect((await read()).equals(bytes)).toBe(true);
});
