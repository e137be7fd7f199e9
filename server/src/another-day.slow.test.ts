import { rootOf } from '@parley/shared/agreement';
import { type ClauseId, MessageId, type ParticipantId, type RoomId } from '@parley/shared/ids';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ServerChild } from './agreement/testing/kill/server-child.ts';
import { Survivor, valueOf } from './agreement/testing/kill/survivor.ts';
import { filesFolder } from './files/testing.ts';
import { freshDatabase } from './store/testing.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const NAMES = { mediator: '陈静', party: '王磊', counsel: '赵敏', respondent: 'Emma' } as const;
type Who = keyof typeof NAMES;

/** One day of a session: the server at work, and everyone who has come by their link. */
class Day {
  readonly #server: ServerChild;
  readonly #people = new Map<Who, Survivor>();
  #ended: Promise<void> | null = null;

  constructor(server: ServerChild) {
    this.#server = server;
    ends.push(() => this.end());
  }

  of(who: Who): Survivor {
    const found = this.#people.get(who);
    if (found === undefined) throw new Error(`${who} has not come`);
    return found;
  }

  get url(): string {
    return this.#server.started.url;
  }

  /** On the line; resolves, by then, in a room. */
  comes(who: Who): Promise<number> {
    const person = new Survivor(NAMES[who]);
    this.#people.set(who, person);
    ends.push(() => person.leave());
    const { url, links } = this.#server.started;
    const token = links.find(({ name }) => name.includes(NAMES[who]))?.token ?? '';
    return person.arrive({ url, token });
  }

  /** Comes, and is let in. */
  async admitted(who: Who): Promise<ParticipantId> {
    const arrival = this.comes(who);
    const participant = await this.#waiting(who);
    valueOf(await this.of('mediator').guest.ask('lobby.admit', { participants: [participant] }));
    await arrival;
    return participant;
  }

  async #waiting(who: Who): Promise<ParticipantId> {
    const found = (people: readonly { attendance: string; line: string; participant: { name: string } }[]) =>
      people.findIndex(
        ({ attendance, line, participant: { name } }) =>
          attendance === 'waiting' && line === 'online' && name.includes(NAMES[who]),
      );
    const { view } = await this.of('mediator').guest.until(
      'view',
      (notice) => found(notice.view.people) !== -1,
    );
    const person = view.people[found(view.people)];
    if (person === undefined) throw new Error(`${who} does not wait`);
    return person.participant.id;
  }

  /** Where they are as they were shown last. */
  place(who: Who) {
    const place = this.of(who).guest.all('view').at(-1)?.view.place;
    if (place?.kind !== 'room') throw new Error(`${who} is in no room`);
    return place;
  }

  async isIn(who: Who, room: RoomId): Promise<void> {
    await this.of(who).guest.until(
      'view',
      ({ view: { place } }) => place.kind === 'room' && place.room === room,
    );
  }

  async makes(title: string, ...participants: readonly ParticipantId[]): Promise<RoomId> {
    const wish = { title, minutes: null, participants: [...participants] };
    return valueOf(await this.of('mediator').guest.ask('caucus.open', wish)).room;
  }

  async says(who: Who, text: string): Promise<void> {
    const { epoch } = this.place(who);
    const id = MessageId.parse(`of-${who}`.padEnd(8, '_'));
    valueOf(await this.of(who).guest.ask('chat.say', { id, epoch, text }));
  }

  async reads(who: Who): Promise<readonly string[]> {
    const { epoch } = this.place(who);
    const { messages } = valueOf(await this.of(who).guest.ask('chat.history', { epoch, before: null }));
    return messages.map(({ text }) => text);
  }

  async note(who: Who): Promise<string> {
    const { epoch } = this.place(who);
    return valueOf(await this.of(who).guest.ask('note.read', { epoch })).text;
  }

  /** The draft of where they stand is open on their page; what it says in this clause. */
  async draft(who: Who, clause: ClauseId): Promise<Y.XmlFragment> {
    const person = this.of(who);
    await person.open(this.url, this.place(who).epoch, 'draft');
    return person.doc.getXmlFragment(rootOf({ clause, language: 'zh' }));
  }

  /** The server goes as a power cut takes it. */
  end(): Promise<void> {
    for (const person of this.#people.values()) person.leave();
    return (this.#ended ??= this.#server.kill());
  }
}

async function writes(person: Survivor, fragment: Y.XmlFragment, words: string): Promise<void> {
  const stored = new Promise<void>((resolve) => (person.onStored = resolve));
  person.doc.transact(() => {
    const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText(words)];
    paragraph.insert(0, [text]);
    fragment.insert(0, [paragraph]);
  });
  await stored;
}

test('[SERVE-3] [SES-19] [AGR-9] a session adjourned, its server gone, and resumed: rooms, chat, notes and drafts are there, and nobody is brought together', async () => {
  const store = await freshDatabase();
  ends.push(() => store.close());
  const folder = filesFolder();
  const start = async (): Promise<Day> => new Day(await ServerChild.start(store.connection, folder));

  const first = await start();
  await first.comes('mediator');
  const party = await first.admitted('party');
  const counsel = await first.admitted('counsel');
  const respondent = await first.admitted('respondent');
  const ours = await first.makes('Their number', party, counsel);
  const theirs = await first.makes('The other number', respondent);
  for (const who of ['party', 'counsel'] as const) await first.isIn(who, ours);
  await first.isIn('respondent', theirs);
  await first.says('party', 'not below 350,000');
  await first.says('respondent', 'not above 200,000');
  const { guest } = first.of('counsel');
  const { epoch } = first.place('counsel');
  valueOf(await guest.ask('note.write', { epoch, text: 'they will take 340' }));
  const draft = { doc: 'draft', epoch } as const;
  const beginning = { template: 'blank' as const, languages: ['zh'], prevailing: 'zh' };
  valueOf(await guest.ask('agreement.start', { ...draft, ...beginning }));
  const wish = { ...draft, attempt: 'attempt-1', after: null, pen: { kind: 'everyone' } } as const;
  const { clause } = valueOf(await guest.ask('clause.add', wish));
  await writes(first.of('counsel'), await first.draft('counsel', clause), 'pays in three parts');
  valueOf(await first.of('mediator').guest.ask('session.adjourn', { note: 'Until Thursday' }));
  await first.of('party').guest.until('view', ({ view }) => view.phase.kind === 'adjourned');
  await first.end();

  const second = await start();
  const arrival = second.comes('mediator');
  const { guest: mediator } = second.of('mediator');
  await mediator.until('view', ({ view }) => view.phase.kind === 'adjourned');
  valueOf(await mediator.ask('session.resume', {}));
  await arrival;
  for (const who of ['party', 'counsel', 'respondent'] as const) await second.admitted(who);

  expect(second.place('party')).toMatchObject({ room: ours, title: 'Their number' });
  // Whoever comes back to people in a caucus is announced to them first.
  await second.isIn('counsel', ours);
  expect(second.place('respondent')).toMatchObject({ room: theirs, title: 'The other number' });
  expect(await second.reads('party')).toEqual(['not below 350,000']);
  expect(await second.reads('counsel')).toEqual(['not below 350,000']);
  expect(await second.reads('respondent')).toEqual(['not above 200,000']);
  expect(await second.note('counsel')).toBe('they will take 340');
  expect(await second.note('party')).toBe('');
  expect((await second.draft('party', clause)).toJSON()).toContain('pays in three parts');
  const shown = (who: Who) =>
    second
      .of(who)
      .guest.all('view')
      .flatMap(({ view }) => view.people.map(({ participant: { id } }) => id));
  expect(shown('respondent')).not.toContain(party);
  expect(shown('respondent')).not.toContain(counsel);
  for (const who of ['party', 'counsel'] as const) expect(shown(who)).not.toContain(respondent);
  expect(mediator.all('view').at(-1)?.view.board?.jointSince).toBeNull();
  const epochOf = second.place('respondent').epoch;
  const other = await second
    .of('respondent')
    .guest.ask('document.open', { doc: 'draft', epoch: epochOf, client: null });
  expect(other).toMatchObject({ ok: false, error: { code: 'document.unknown' } });
});
