import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Epoch, MessageId, ParticipantId, RoomId } from '@parley/shared/ids';
import { AuthoredMessage, csrfHeader, filesPath, type Reply } from '@parley/shared/protocol';
import { pino } from 'pino';
import { Guest } from '../gateway/testing/guest.ts';
import { mint } from '../lib/mint.ts';
import type { Serving } from '../serve.ts';
import { freshDatabase, type TestStore } from '../store/testing.ts';
import { serveForTest } from '../testing-serve.ts';
import { filesFolder } from './testing.ts';

type Name = 'mediator' | 'party' | 'counsel' | 'respondent' | 'recorder';

/** Part of each person's name in the sample case. */
const NAMES: Readonly<Record<Name, string>> = {
  mediator: 'Chen Jing',
  party: 'Wang Lei',
  counsel: 'Zhao Min',
  respondent: 'Emma Finch',
  recorder: 'Zhou Ning',
};

export const pdf = (size = 400): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'), Buffer.alloc(size, 'x')]);

/** The whole server over a real database and a real folder; the sample case's people come in one by one. */
export class House {
  readonly store: TestStore;
  readonly folder: string;
  readonly logged: string[];
  #serving: Serving;
  readonly #guests: Guest[] = [];
  #devices = 0;

  private constructor(store: TestStore, folder: string, logged: string[], serving: Serving) {
    this.store = store;
    this.folder = folder;
    this.logged = logged;
    this.#serving = serving;
  }

  static async open(change: (store: TestStore) => TestStore = (store) => store): Promise<House> {
    const store = change(await freshDatabase());
    const folder = filesFolder();
    const logged: string[] = [];
    return new House(store, folder, logged, await start(store, folder, logged));
  }

  get url(): string {
    return this.#serving.url;
  }

  async restart(): Promise<void> {
    await this.#serving.close();
    this.#serving = await start(this.store, this.folder, this.logged);
  }

  async close(): Promise<void> {
    for (const guest of this.#guests) guest.close();
    await this.#serving.close();
    await this.store.close();
  }

  /** A line of this person's, from another device each time. */
  async line(name: Name): Promise<Guest> {
    const sample = await this.#serving.services.sample();
    const link = sample?.links.find((each) => each.name.includes(NAMES[name]));
    this.#devices += 1;
    const token = link?.url?.split('#')[1];
    const guest = new Guest(this.url, { token, device: `device-${this.#devices}`, takeOver: true });
    this.#guests.push(guest);
    await guest.connected();
    return guest;
  }

  /** In the room where they come in; the mediator comes first. */
  async seat(name: Name, mediator: Guest | null): Promise<Person> {
    const guest = await this.line(name);
    await guest.ask('session.enter', {});
    const { view } = await guest.until('view', () => true);
    const { id } = view.me.participant;
    await guest.until('view', (notice) => ['waiting', 'room'].includes(notice.view.place.kind));
    await mediator?.ask('lobby.admit', { participants: [id] });
    const person = new Person(this, guest, id);
    await person.settled(0);
    return person;
  }

  /** The names of the files on disk, whatever they stand for. */
  async onDisk(): Promise<string[]> {
    const sessions = await readdir(this.folder);
    const names = await Promise.all(sessions.map((session) => readdir(join(this.folder, session))));
    return names.flat();
  }

  /** How many files the log has shown. */
  async shown(): Promise<number> {
    const [session] = await this.store.events.sessions();
    if (session === undefined) throw new Error('no session');
    const events = await this.store.events.load(session);
    return events.filter((event) => event.type === 'chat.said' && event.message.file !== undefined).length;
  }

  post(
    ticket: string | null,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.url}${filesPath}`, {
      method: 'POST',
      headers: { ...ours(this.url), ...authorization(ticket), ...headers },
      body,
    });
  }

  get(ticket: string | null, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${filesPath}`, { headers: { ...authorization(ticket), ...headers } });
  }
}

export const ours = (url: string): Record<string, string> => ({ origin: url, [csrfHeader]: '1' });

export const authorization = (ticket: string | null): Record<string, string> =>
  ticket === null ? {} : { authorization: `Ticket ${ticket}` };

/** Somebody who has come in. */
export class Person {
  readonly house: House;
  readonly guest: Guest;
  readonly id: ParticipantId;
  epoch: Epoch = 0;
  room: RoomId | null = null;

  constructor(house: House, guest: Guest, id: ParticipantId) {
    this.house = house;
    this.guest = guest;
    this.id = id;
  }

  /** Resolves once they stand in a room of an epoch after this one. */
  async settled(after: Epoch): Promise<void> {
    const { view } = await this.guest.until(
      'view',
      (notice) => notice.view.place.kind === 'room' && notice.view.place.epoch > after,
    );
    if (view.place.kind !== 'room') throw new Error('not in a room');
    this.epoch = view.place.epoch;
    this.room = view.place.room;
  }

  async offer(name: string, size: number, id: MessageId = mint.message()): Promise<string> {
    return valueOf(await this.guest.ask('file.offer', { id, epoch: this.epoch, name, size })).ticket;
  }

  async fetch(file: string): Promise<Reply<{ ticket: string }>> {
    return this.guest.raw('file.fetch', { epoch: this.epoch, file }) as Promise<Reply<{ ticket: string }>>;
  }

  async share(name: string, bytes: Buffer, id: MessageId = mint.message()): Promise<AuthoredMessage> {
    const response = await this.house.post(
      await this.offer(name, bytes.byteLength, id),
      new Uint8Array(bytes),
    );
    return AuthoredMessage.parse(await response.json());
  }

  async history(): Promise<readonly AuthoredMessage[]> {
    const reply = await this.guest.ask('chat.history', { epoch: this.epoch, before: null });
    return valueOf(reply).messages;
  }
}

export function valueOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
  return reply.value;
}

export const codeOf = (reply: Reply<unknown>): string => (reply.ok ? 'ok' : reply.error.code);

function start(store: TestStore, folder: string, logged: string[]): Promise<Serving> {
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  return serveForTest({ store, filesFolder: folder, logger });
}
