import { Refusal } from '@parley/shared/errors';
import type { Epoch, MessageId, ParticipantId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { AuthoredMessage } from '@parley/shared/protocol';
import type { BoothMessage, ChatMessage, Participant, SessionEvent } from '@parley/shared/session';
import type { FakeServer } from './fake-server.ts';

/** What people have said to each other, as the log keeps it. */
export class FakeWords {
  /** Every message that was stored, in its order. */
  readonly said: ChatMessage[] = [];
  /** Likewise what interpreters wrote to each other. */
  readonly whispered: BoothMessage[] = [];
  readonly #server: FakeServer;

  constructor(server: FakeServer) {
    this.#server = server;
  }

  keep(event: SessionEvent): void {
    if (event.type === 'chat.said') this.said.push(event.message);
    if (event.type === 'booth.said') this.whispered.push(event.message);
  }

  /** As a browser says it: once for each id. */
  sayOnce(author: ParticipantId, id: MessageId, epoch: Epoch, text: string): AuthoredMessage {
    const room = this.#server.room(author, epoch);
    const known = this.said.find((message) => message.id === id);
    if (known !== undefined) return this.lineOf(known);
    this.#server.as(author, { type: 'chat.say', id, room, text });
    const message = this.said.at(-1);
    if (message === undefined) throw new Error('nothing was said');
    return this.lineOf(message);
  }

  sayInBooth(author: ParticipantId, id: MessageId, epoch: Epoch, text: string): AuthoredMessage {
    const room = this.#server.room(author, epoch);
    if (!this.whispered.some((message) => message.id === id))
      this.#server.as(author, { type: 'booth.say', id, room, text });
    const message = this.whispered.find((each) => each.id === id);
    if (message === undefined) throw new Error('nothing was written');
    return this.boothLineOf(message);
  }

  isFor(message: BoothMessage, reader: ParticipantId): boolean {
    return can(this.#server.state, reader, 'booth.read', message).kind === 'allow';
  }

  boothLineOf({ id, room, author, text, at }: BoothMessage): AuthoredMessage {
    return this.lineOf({ id, room, author, text, at, kind: 'said' });
  }

  lineOf(message: ChatMessage): AuthoredMessage {
    return { ...message, from: this.#authorOf(message) };
  }

  #authorOf({ author }: ChatMessage): Participant {
    const person = this.#server.state.people.get(author);
    if (person === undefined) throw new Refusal('participant.unknown');
    return person.participant;
  }
}
