import { Refusal } from '@parley/shared/errors';
import { CaptionId, FileId, MessageId, type ParticipantId, RoomId } from '@parley/shared/ids';
import type { ParticipantCommand } from '@parley/shared/session';
import { settledIn } from '@parley/shared/session';
import { FakeClock } from '../src/session/testing/fake-clock.ts';
import { FakeServer } from '../src/session/testing/fake-server.ts';
import { interpreter, mediator, party, partner } from '../src/session/testing/people.ts';
import { Seat } from '../src/session/testing/seat.ts';

/** One room that somebody stands in once, and is known by its number. What is said in it has that number in it. */
export interface Stay {
  readonly number: number;
  readonly room: RoomId;
}

const everyone = [mediator, interpreter, partner, party] as const;
export const names: ReadonlyMap<ParticipantId, string> = new Map([
  [mediator, 'Chen'],
  [interpreter, 'Xu'],
  [partner, 'Lu'],
  [party, 'Li'],
]);
const scores = [9, 5, 2] as const;
export const titleOf = (stay: number): string => `Stay ${stay}`;
export const wordOf = (stay: number): string => `word-of-${stay}`;
/** Whoever is heard in one stay is silent in the next, and their line fares otherwise. */
export const speaksIn = (who: ParticipantId, stay: number): boolean =>
  (everyone.findIndex((each) => each === who) + stay) % 2 === 0;
export const scoreIn = (stay: number): number => scores[stay % scores.length] ?? 0;

/** Somebody at a table of the real core and engine, who is led from room to room; what is told arrives when let. */
export class MovesTable {
  readonly server = new FakeServer();
  readonly seat: Seat;
  readonly #me: ParticipantId;
  readonly #wire: (() => void)[] = [];
  #draw: (() => void) | null = null;
  readonly #stays: Stay[] = [];
  #last = 0;
  readonly refused: Record<string, number> = {};

  constructor(me: ParticipantId) {
    this.#me = me;
    this.server.opensJoint = false;
    this.server.later = (arrive) => queueMicrotask(arrive);
    this.seat = new Seat(me, this.server, new FakeClock(), (draw) => {
      this.#draw = draw;
      return () => {
        this.#draw = null;
      };
    });
  }

  /** Who is at the table has come in, and nothing is under way. */
  async begin(): Promise<void> {
    const others = everyone.filter((each) => each !== this.#me);
    const come = (who: ParticipantId): void => this.server.seat(who, mediator, 'microphone');
    if (this.#me === mediator) await this.seat.comeIn(mediator);
    else come(mediator);
    for (const other of others) if (other !== mediator) come(other);
    if (this.#me !== mediator) await this.seat.comeIn(this.#me);
    this.#does('choose', this.#me, { type: 'captions.choose', language: 'zh' });
    await this.seat.pass();
    this.frame();
    this.server.later = (arrive) => void this.#wire.push(arrive);
    this.server.beat();
  }

  get isTold(): boolean {
    return this.#wire.length === 0;
  }

  /** The next thing on the wire arrives. */
  deliver(): void {
    this.#wire.shift()?.();
  }

  /** Whether the page knows the room I stand in, or also what is said there. */
  knows(what: 'there' | 'heard'): boolean {
    const { view, captions, quality } = this.seat.model;
    const place = view?.place;
    if (place?.kind !== 'room' || place.room !== this.#standing()?.room) return false;
    return what === 'there' || (captions.length > 0 && quality.size > 0);
  }

  frame(): void {
    const draw = this.#draw;
    this.#draw = null;
    draw?.();
  }

  /** Into a room of their own, with so many of the others. */
  move(others: number): void {
    const stay = {
      number: this.#stays.length + 1,
      room: RoomId.parse(`caucus-of-${this.#stays.length + 1}`),
    };
    const company = everyone.filter((each) => each !== this.#me).slice(0, others);
    const opened = this.#does('move', mediator, {
      type: 'caucus.open',
      room: stay.room,
      title: titleOf(stay.number),
      participants: [this.#me, ...company],
      minutes: null,
      mixing: [],
    });
    if (!opened) return;
    const before = this.#stays.at(-1);
    this.#stays.push(stay);
    if (before !== undefined) this.#does('close', mediator, { type: 'caucus.close', room: before.room });
    this.#open();
  }

  settle(): void {
    this.server.holdMoves = false;
    this.server.settle();
    this.#open();
  }

  caption(begun: boolean): void {
    const stay = this.#standing();
    if (stay === null) return;
    if (begun) this.#last += 1;
    const id = CaptionId.parse(`caption-${this.#last}`);
    const text = `${wordOf(stay.number)} ${this.#next()}`;
    this.server.spreadCaption(stay.room, { id, by: mediator, language: 'zh', text, done: !begun });
  }

  signals(): void {
    const stay = this.#standing();
    if (stay === null) return;
    const here = [...this.#company(stay), this.#me];
    this.server.tell(this.#me, 'signals', {
      speaking: here
        .filter((who) => speaksIn(who, stay.number))
        .map((participant) => ({ participant, volume: -20 - (this.#last % 5) })),
      quality: here.map((participant) => ({ participant, score: scoreIn(stay.number) })),
    });
  }

  say(): void {
    this.#inStay('say', (stay) => ({
      type: 'chat.say',
      id: MessageId.parse(`message-${this.#next()}`),
      room: stay.room,
      text: wordOf(stay.number),
    }));
  }

  share(): void {
    this.#inStay('share', (stay) => ({
      type: 'file.share',
      id: MessageId.parse(`message-${this.#next()}`),
      room: stay.room,
      name: `${wordOf(stay.number)}.txt`,
      file: { id: FileId.parse(`file-${this.#next()}`), type: 'text/plain', size: 9, sha256: '0'.repeat(64) },
    }));
  }

  announce(): void {
    const stay = this.#standing();
    if (stay === null) return;
    this.#does('announce', mediator, {
      type: 'room.tell',
      rooms: [{ room: stay.room, id: MessageId.parse(`message-${this.#next()}`) }],
      kind: 'announced',
      text: wordOf(stay.number),
    });
  }

  /** Another name for the same room. */
  rename(): void {
    const stay = this.#standing();
    if (stay === null) return;
    const title = `${titleOf(stay.number)} (${this.#next()})`;
    this.#does('rename', mediator, { type: 'caucus.rename', room: stay.room, title });
  }

  hand(): void {
    this.#inStay('hand', (_stay, who) => ({ type: 'hand.raise', epoch: this.#epochOf(who) }));
  }

  /** Sound and picture are lost, or there again; the page has less time as long. */
  media(stands: boolean): void {
    for (const peer of this.seat.port.peers)
      if (!peer.closed) peer.report('recv', stands ? 'connected' : 'connecting');
  }

  /** Where I stand by the server. */
  #standing(): Stay | null {
    const me = this.server.state.people.get(this.#me);
    const room = me === undefined ? null : (settledIn(me)?.room ?? null);
    return this.#stays.find((each) => each.room === room) ?? null;
  }

  #company(stay: Stay): readonly ParticipantId[] {
    return everyone.filter((each) => {
      const person = this.server.state.people.get(each);
      return each !== this.#me && person !== undefined && settledIn(person)?.room === stay.room;
    });
  }

  /** Whoever is in the room has their microphone open in it. */
  #open(): void {
    const stay = this.#standing();
    if (stay === null) return;
    for (const who of this.#company(stay)) {
      if (this.server.sources(who).length === 0) this.server.publish(who, 'microphone');
      this.#does('microphone', who, { type: 'microphone.set', open: true, epoch: this.#epochOf(who) });
    }
  }

  #inStay(what: string, command: (stay: Stay, who: ParticipantId) => ParticipantCommand): void {
    const stay = this.#standing();
    const [who] = stay === null ? [] : this.#company(stay);
    if (stay !== null && who !== undefined) this.#does(what, who, command(stay, who));
  }

  #does(what: string, who: ParticipantId, command: ParticipantCommand): boolean {
    try {
      this.server.as(who, command);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const name = `${what}: ${error.code}`;
      this.refused[name] = (this.refused[name] ?? 0) + 1;
      return false;
    }
  }

  #epochOf(who: ParticipantId): number {
    return this.server.state.people.get(who)?.epoch ?? 0;
  }

  #next(): string {
    this.#last += 1;
    return this.#last.toString().padStart(4, '0');
  }
}
