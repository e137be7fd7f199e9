import { Refusal, refuse } from '@parley/shared/errors';
import type { Epoch, FileId, MessageId, ParticipantId, RoomId, Scope } from '@parley/shared/ids';
import { can, isWithin, readable } from '@parley/shared/policy';
import type { AuthoredMessage, RequestOutput } from '@parley/shared/protocol';
import {
  type BoothMessage,
  hasSpaceFor,
  type ParticipantActor,
  type ParticipantCommand,
  type SessionEvent,
  type SharedFile,
  settledIn,
} from '@parley/shared/session';
import type { Notes } from '../notes/notes.ts';
import { DuplicateMessage, type EventLog } from '../store/event-log.ts';
import type { Outcome, SessionActor } from './actor.ts';
import { boothLineOf, lineOf } from './lines-of-chat.ts';

/** Where lines of one kind are found in what was stored. */
interface Written {
  readonly find: (id: MessageId) => Promise<AuthoredMessage | null>;
  readonly in: (event: SessionEvent) => AuthoredMessage | null;
}

/** How many lines of chat one request brings. */
const PAGE = 100;

/**
 * One participant in one room in one epoch: the only way a handler reaches what belongs to a room. Every method
 * throws `epoch.stale` once the person has moved, also when that happens while it waits.
 */
export class RoomHandle {
  readonly scope: Scope;
  readonly #actor: SessionActor;
  readonly #log: EventLog;
  readonly #by: ParticipantActor;

  private constructor(scope: Scope, actor: SessionActor, log: EventLog, by: ParticipantActor) {
    this.scope = scope;
    this.#actor = actor;
    this.#log = log;
    this.#by = by;
  }

  /**
   * The room is derived from the participant's placement; what the client claims as its epoch is only compared.
   * Throws `participant.unknown`, `room.not-settled` or `epoch.stale`.
   */
  static of(actor: SessionActor, log: EventLog, by: ParticipantActor, epoch: Epoch): RoomHandle {
    const place = placeOf(actor, by.id);
    if (place.epoch !== epoch) throw new Refusal('epoch.stale');
    return new RoomHandle({ session: actor.id, room: place.room, epoch }, actor, log, by);
  }

  /** Says it once, however often the same `id` is sent; resolves when it is stored. */
  async say(id: MessageId, text: string): Promise<AuthoredMessage> {
    return this.#write(id, { type: 'chat.say', id, room: this.scope.room, text }, this.#chat);
  }

  /** The same, to their partners alone. */
  async sayInBooth(id: MessageId, text: string): Promise<AuthoredMessage> {
    this.#may('booth.say');
    return this.#write(id, { type: 'booth.say', id, room: this.scope.room, text }, this.#booth);
  }

  async #write(id: MessageId, command: ParticipantCommand, log: Written): Promise<AuthoredMessage> {
    this.#stillHere();
    const outcome = await this.#ask(command);
    if (outcome === 'duplicate') return (await this.#said(id, log)) ?? refuse('store.unavailable');
    if (!outcome.ok) throw new Refusal(outcome.error.code);
    const [said] = outcome.value.flatMap((event) => log.in(event) ?? []);
    if (said === undefined) throw new Error('a line was allowed but not said');
    return said;
  }

  /** The newest lines they may read that are older than `before` (milliseconds), oldest first. */
  async history(before: number | null): Promise<{ messages: AuthoredMessage[]; more: boolean }> {
    this.mayRead();
    const { session, room } = this.scope;
    const of = { session, room, spans: readable(this.#actor.state, this.#by.id, room) };
    const messages = await this.#log.chatHistory(of, before, PAGE);
    const oldest = messages.at(0);
    const older = oldest === undefined ? [] : await this.#log.chatHistory(of, oldest.at, 1);
    this.mayRead();
    const { state } = this.#actor;
    return { messages: messages.map((message) => lineOf(state, message)), more: older.length > 0 };
  }

  /** The newest captions that were kept here and they may read, as `history`. */
  async transcript(before: number | null): Promise<RequestOutput<'transcript.read'>> {
    this.mayRead();
    const { session, room } = this.scope;
    const of = { session, room, spans: readable(this.#actor.state, this.#by.id, room) };
    const found = await this.#log.captionHistory(of, before, PAGE);
    const oldest = found.at(0);
    const older = oldest === undefined ? [] : await this.#log.captionHistory(of, oldest.at, 1);
    this.mayRead();
    const { people } = this.#actor.state;
    const lines = found.map(({ id, by, language, text, at }) => {
      return { id, by, language, text, at, name: people.get(by)?.participant.name ?? '' };
    });
    return { lines, more: older.length > 0 };
  }

  /** The newest lines among interpreters that are for them, as `history`. */
  async boothHistory(before: number | null): Promise<{ messages: AuthoredMessage[]; more: boolean }> {
    this.#may('booth.say');
    const { session, room } = this.scope;
    const of = { session, room, spans: readable(this.#actor.state, this.#by.id, room) };
    const mine: BoothMessage[] = [];
    for (let until = before; ; ) {
      const page = await this.#log.boothHistory(of, until, PAGE);
      this.#may('booth.say');
      mine.unshift(...page.filter((message) => this.#isForMe(message)));
      const oldest = page.at(0);
      if (oldest === undefined || mine.length > PAGE) break;
      until = oldest.at;
    }
    const { state } = this.#actor;
    const messages = mine.slice(-PAGE).map((message) => boothLineOf(state, message));
    return { messages, more: mine.length > PAGE };
  }

  #isForMe(message: BoothMessage): boolean {
    return can(this.#actor.state, this.#by.id, 'booth.read', message).kind === 'allow';
  }

  /** Shows a file of these bytes in the room, once however often the same `id` is sent. */
  async share(id: MessageId, name: string, file: SharedFile): Promise<AuthoredMessage> {
    const wish = { type: 'file.share', id, room: this.scope.room, name, file } as const;
    const message = await this.#write(id, wish, this.#chat);
    if (message.file === undefined) throw new Refusal('request.malformed');
    return message;
  }

  /** A file of this room that they may read. Rejects with `file.unknown` for any other, there or not. */
  async file(id: FileId): Promise<{ name: string; file: SharedFile }> {
    const found = await this.#log.findFile(this.scope.session, id);
    this.mayRead();
    const spans = readable(this.#actor.state, this.#by.id, this.scope.room);
    const shown =
      found !== null && found.message.room === this.scope.room && isWithin(spans, found.seq, found.message);
    if (!shown || found.message.file === undefined) throw new Refusal('file.unknown');
    return { name: found.message.text, file: found.message.file };
  }

  /** What they keep for themselves about this room. */
  async note(notes: Notes): Promise<string> {
    this.#stillHere();
    const { session, room } = this.scope;
    const text = await notes.read({ session, room, participant: this.#by.id });
    this.#stillHere();
    return text;
  }

  /** Throws what the policy says of sharing files here, or that they have shared too much for so many bytes more. */
  mayShare(bytes: number): void {
    this.#may('file.share');
    if (!hasSpaceFor(this.#actor.state, this.#by.id, bytes)) throw new Refusal('file.no-space');
  }

  /** Throws what the policy says of reading what is written here. */
  mayRead(): void {
    this.#may('chat.read');
  }

  async #ask(command: ParticipantCommand): Promise<Outcome | 'duplicate'> {
    try {
      return await this.#actor.ask(command, this.#by);
    } catch (error) {
      if (error instanceof DuplicateMessage) return 'duplicate';
      throw error;
    }
  }

  /** What was said before under this id: a lost acknowledgement, if it is the same person's in the same room. */
  async #said(id: MessageId, log: Written): Promise<AuthoredMessage | null> {
    const message = await log.find(id);
    this.mayRead();
    if (message === null) return null;
    const mine = message.author === this.#by.id && message.room === this.scope.room;
    if (!mine) throw new Refusal('request.malformed');
    return message;
  }

  readonly #chat: Written = {
    find: async (id) => {
      const found = await this.#log.findMessage(this.scope.session, id);
      return found === null ? null : lineOf(this.#actor.state, found);
    },
    in: (event) => (event.type === 'chat.said' ? lineOf(this.#actor.state, event.message) : null),
  };
  readonly #booth: Written = {
    find: async (id) => {
      const found = await this.#log.findBoothMessage(this.scope.session, id);
      return found === null ? null : boothLineOf(this.#actor.state, found);
    },
    in: (event) => (event.type === 'booth.said' ? boothLineOf(this.#actor.state, event.message) : null),
  };

  #may(action: 'chat.read' | 'file.share' | 'booth.say'): void {
    this.#stillHere();
    const verdict = can(this.#actor.state, this.#by.id, action, { room: this.scope.room });
    if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  }

  #stillHere(): void {
    const place = placeOf(this.#actor, this.#by.id);
    if (place.epoch !== this.scope.epoch || place.room !== this.scope.room) throw new Refusal('epoch.stale');
  }
}

function placeOf(actor: SessionActor, participant: ParticipantId): { room: RoomId; epoch: Epoch } {
  const person = actor.state.people.get(participant);
  if (person === undefined) throw new Refusal('participant.unknown');
  const place = settledIn(person);
  if (place === null) {
    throw new Refusal(person.attendance.kind === 'placed' ? 'room.not-settled' : 'room.not-in');
  }
  return place;
}
