import type { ErrorCode } from '../errors/index.ts';
import {
  CaseId,
  ConnectionId,
  DeviceId,
  ParticipantId,
  PeerId,
  ProducerId,
  RoomId,
  SessionId,
  SideId,
} from '../ids.ts';
import type { Actor, Command, ParticipantActor, ParticipantCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { SessionCreated, SessionEvent } from './events.ts';
import { create, evolve } from './evolve.ts';
import type { HeldPeer } from './media.ts';
import { arrivalRoom } from './rooms.ts';
import { destinationOf, type SessionState, settledIn } from './state.ts';

/** Readable ids for tests: `participant('party')` is always the same one. */
const padded = (name: string): string => name.padEnd(8, '_');
export const participant = (name: string): ParticipantId => ParticipantId.parse(padded(name));
export const producer = (name: string): ProducerId => ProducerId.parse(padded(name));
export const peer = (name: string): PeerId => PeerId.parse(padded(name));
export const room = (name: string): RoomId => RoomId.parse(padded(name));
export const connection = (name: string): ConnectionId => ConnectionId.parse(padded(name));
export const device = (name: string): DeviceId => DeviceId.parse(padded(name));

export const applicant = SideId.parse('applicant');
export const respondent = SideId.parse('respondent');

export const arrivalOf = (side: SideId): RoomId => arrivalRoom(side).id;

/** A session with one person of each role, and a party of the other side (`respondent`). */
export const created: SessionCreated = {
  type: 'session.created',
  id: SessionId.parse('session-1'),
  caseId: CaseId.parse('case-0001'),
  title: 'Li v. Haitian Trading',
  kind: 'commercial',
  organisation: 'Pudong Mediation Centre',
  startsAt: 1_000,
  plenary: room('plenary'),
  sides: [
    { id: applicant, kind: 'applicant', name: 'Li' },
    { id: respondent, kind: 'respondent', name: 'Haitian' },
  ],
  people: [
    { id: participant('mediator'), name: 'Chen', languages: ['zh'], role: 'mediator' },
    { id: participant('second'), name: 'Sun', languages: ['zh'], role: 'co-mediator' },
    { id: participant('party'), name: 'Li', languages: ['zh'], role: 'party', side: applicant },
    { id: participant('counsel'), name: 'Wu', languages: ['zh'], role: 'counsel', side: applicant },
    { id: participant('respondent'), name: 'Zhou', languages: ['en'], role: 'party', side: respondent },
    { id: participant('interpreter'), name: 'Xu', languages: ['zh', 'en'], role: 'interpreter', side: null },
    { id: participant('recorder'), name: 'Gao', languages: ['zh'], role: 'recorder' },
    { id: participant('observer'), name: 'He', languages: ['zh'], role: 'observer' },
  ],
};

/** The same with a third side, of which one person is invited. */
export const third = SideId.parse('insurers');
export const withThird: SessionCreated = {
  ...created,
  sides: [...created.sides, { id: third, kind: 'other', name: 'Pingan Insurance' }],
  people: [
    ...created.people,
    { id: participant('insurer'), name: 'Qian', languages: ['zh'], role: 'party', side: third },
  ],
};

export const server: Actor = { kind: 'server' };
export const by = (name: string, line: string | null = null): ParticipantActor => ({
  kind: 'participant',
  id: participant(name),
  line: line === null ? null : connection(line),
});

/** Follows a session step by step through `decide` and `evolve`, as its actor does. */
export class Scenario {
  state: SessionState;
  readonly events: SessionEvent[];
  #at = 10_000;

  constructor(session: SessionCreated = created) {
    this.state = create(session);
    this.events = [session];
  }

  /** Applies what follows; answers the denial's code, or null. */
  do(command: Command, actor: Actor): ErrorCode | null {
    this.#at += 1;
    const decision = decide(this.state, command, actor, this.#at);
    if (!decision.ok) return decision.error.code;
    this.events.push(...decision.value);
    this.state = decision.value.reduce(evolve, this.state);
    return null;
  }

  connect(
    name: string,
    options: { device?: string; takeOver?: boolean; connection?: string } = {},
  ): ErrorCode | null {
    return this.do(
      {
        type: 'line.connected',
        participant: participant(name),
        connection: connection(options.connection ?? `c-${name}`),
        device: device(options.device ?? `d-${name}`),
        takeOver: options.takeOver ?? false,
      },
      server,
    );
  }

  /** Milliseconds go by. */
  later(ms: number): this {
    this.#at += ms;
    return this;
  }

  /** The room somebody is in or on the way to. */
  where(name: string): RoomId | null {
    const person = this.state.people.get(participant(name));
    return person === undefined ? null : destinationOf(person);
  }

  /** Of the stay in a room that somebody is in; 0 while they are in none. */
  epochOf(name: string): number {
    const person = this.state.people.get(participant(name));
    return person === undefined ? 0 : (settledIn(person)?.epoch ?? 0);
  }

  /** They press the button of their microphone, in the room they stand in. */
  unmute(name: string): ErrorCode | null {
    return this.do({ type: 'microphone.set', open: true, epoch: this.epochOf(name) }, by(name));
  }

  raiseHand(name: string): ErrorCode | null {
    return this.do({ type: 'hand.raise', epoch: this.epochOf(name) }, by(name));
  }

  /** Acknowledges every move, as the SFU would. */
  settle(): void {
    for (const { participant: who, epoch } of this.state.people.values()) {
      this.do({ type: 'placement.settle', participant: who.id, epoch }, server);
    }
  }

  /** On the line, entered, admitted and settled: parties and counsel in their side's arrival room. */
  arrive(...names: readonly string[]): this {
    for (const name of ['mediator', ...names]) {
      if (this.state.people.get(participant(name))?.attendance.kind === 'placed') continue;
      this.connect(name);
      this.do({ type: 'session.enter' }, by(name));
      this.without({ type: 'lobby.admit', participants: [participant(name)] });
      this.settle();
      this.do({ type: 'media.join', peer: peer(`peer-${name}`) }, by(name));
    }
    return this;
  }

  /** The joint session is open, and everyone named has come into it. */
  seat(...names: readonly string[]): this {
    this.arrive();
    this.gather();
    return this.arrive(...names);
  }

  /** The mediator makes a caucus of these, who stand in it at once. */
  caucus(name: string, ...names: readonly string[]): RoomId {
    const made = room(name);
    const participants = names.map(participant);
    this.do(
      { type: 'caucus.open', room: made, title: name, participants, minutes: null, mixing: participants },
      by('mediator'),
    );
    this.settle();
    return made;
  }

  /** The mediator brings them into a room, or before its door. */
  bring(to: RoomId, ...names: readonly string[]): ErrorCode | null {
    const participants = names.map(participant);
    return this.without({ type: 'people.move', participants, to, mixing: [] });
  }

  /** Done by the mediator, whether or not an interpreter is missing. */
  without(
    command: Extract<ParticipantCommand, { type: 'lobby.admit' | 'people.move' | 'joint.gather' }>,
  ): ErrorCode | null {
    const decision = decide(this.state, command, by('mediator'), this.#at);
    const unserved = decision.ok ? [] : (decision.error.people ?? []);
    return this.do({ ...command, unserved }, by('mediator'));
  }

  drop(name: string, connectionName = `c-${name}`): void {
    const lost = { participant: participant(name), connection: connection(connectionName) };
    this.do({ type: 'line.lost', ...lost }, server);
  }

  /** The mediator is about to bring everyone together, whether or not an interpreter is missing. */
  announceGathering(seconds: number): ErrorCode | null {
    return this.without({ type: 'joint.gather', seconds, unserved: [] });
  }

  /** Everyone on the line comes together at once. */
  gather(): void {
    this.announceGathering(0);
    this.do({ type: 'gathering.due' }, server);
    this.settle();
  }
}

/** What an SFU that had done all it was told would say it holds. */
export const heldIn = ({ people, producers }: SessionState): HeldPeer[] =>
  [...people.values()].flatMap(({ participant: { id }, peer: held }) => {
    if (held === null) return [];
    const mine = [...producers.values()].filter(({ owner }) => owner === id);
    return [
      {
        peer: held,
        producers: mine.map(({ id: name, source, room: at, epoch }) => ({
          producer: name,
          source,
          tag: { room: at, epoch },
        })),
      },
    ];
  });
