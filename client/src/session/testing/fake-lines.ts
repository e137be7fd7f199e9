import { changeOfAgreement, nothingOfAgreement } from '@parley/shared/agreement';
import { type ErrorCode, Refusal, replyOf } from '@parley/shared/errors';
import type { ConnectionId, DeviceId, ParticipantId, RoomId } from '@parley/shared/ids';
import {
  agreementViewFor,
  changeOfSight,
  conducts,
  type Sight,
  shownIn,
  sightFor,
} from '@parley/shared/policy';
import type { AuthoredMessage, Notice, NoticeName } from '@parley/shared/protocol';
import {
  type CaptionLine,
  type Presence,
  type SessionEvent,
  type SessionState,
  settledIn,
} from '@parley/shared/session';
import type { WireEvents } from '../wire.ts';
import type { Tell } from './fake-sfu.ts';

export interface FakeLine {
  readonly id: ConnectionId;
  readonly participant: ParticipantId;
  readonly device: DeviceId;
  readonly events: WireEvents;
  shown: { readonly rev: number; readonly sight: Sight } | null;
  agreement: Notice<'agreement'> | null;
  open: boolean;
}

interface Told {
  readonly state: () => SessionState;
  readonly now: () => number;
  readonly later: (arrive: () => void) => void;
}

/** Who is on a line to the fake server, and what each is told over it. */
export class FakeLines {
  readonly all = new Set<FakeLine>();
  loses: NoticeName | null = null;
  readonly #told: Told;

  constructor(told: Told) {
    this.#told = told;
  }

  #person({ participant }: FakeLine): Presence {
    const person = this.#told.state().people.get(participant);
    if (person === undefined) throw new Refusal('participant.unknown');
    return person;
  }

  /** Those by which somebody is present. */
  #live(): FakeLine[] {
    return [...this.all].filter((line) => {
      const current = this.#told.state().people.get(line.participant)?.line;
      return current?.kind === 'online' && current.connection === line.id;
    });
  }

  of(participant: ParticipantId): FakeLine[] {
    return this.#live().filter((line) => line.participant === participant);
  }

  tell<N extends NoticeName>(participant: ParticipantId, name: N, notice: Notice<N>): void {
    for (const line of this.of(participant)) this.send(line, name, notice);
  }

  /** What was done to somebody that they might not notice. */
  tellOf(event: SessionEvent): void {
    const name = (id: ParticipantId): string => this.#told.state().people.get(id)?.participant.name ?? '';
    if (event.type === 'microphone.muted' && event.by !== event.participant) {
      this.tell(event.participant, 'told', { kind: 'muted', by: name(event.by) });
    }
    if (event.type === 'microphone.closed') {
      this.tell(event.participant, 'told', { kind: 'came-muted' });
    }
    if (event.type === 'wish.ended' && event.outcome === 'declined' && event.by !== null) {
      const { reason } = event;
      this.tell(event.participant, 'told', { kind: 'wish-declined', by: name(event.by), reason });
    }
    if (event.type === 'gathering.called-off' && event.unserved.length > 0) {
      const names = event.unserved.map(name);
      for (const { participant } of this.#told.state().people.values()) {
        if (conducts(participant.role))
          this.tell(participant.id, 'told', { kind: 'gathering-stopped', names });
      }
    }
  }

  showAll(): void {
    for (const line of this.#live()) this.show(line);
  }

  show(line: FakeLine): void {
    this.#showView(line);
    const agreement = agreementViewFor(this.#told.state(), line.participant);
    const last = line.agreement;
    const change = changeOfAgreement(last?.view ?? nothingOfAgreement, agreement);
    if (change === null) return;
    if (last === null) return this.showAgreement(line);
    line.agreement = { rev: last.rev + 1, view: agreement };
    this.send(line, 'agreement.changed', { rev: last.rev + 1, change });
  }

  #showView(line: FakeLine): void {
    const state = this.#told.state();
    const sight = sightFor(state, this.#person(line));
    const last = line.shown;
    const now = this.#told.now();
    if (last === null) {
      line.shown = { rev: 1, sight };
      return this.send(line, 'view', { rev: 1, now, view: shownIn(sight) });
    }
    const change = changeOfSight(last.sight, sight);
    if (change === null) return;
    line.shown = { rev: last.rev + 1, sight };
    this.send(line, 'view.changed', { rev: line.shown.rev, now, change });
  }

  showAgreement(line: FakeLine): void {
    const view = agreementViewFor(this.#told.state(), line.participant);
    line.agreement = { rev: (line.agreement?.rev ?? 0) + 1, view };
    this.send(line, 'agreement', line.agreement);
  }

  spread(message: AuthoredMessage): void {
    for (const line of this.#live()) {
      const place = settledIn(this.#person(line));
      if (place?.room !== message.room) continue;
      this.send(line, 'chat', { room: message.room, epoch: place.epoch, message });
    }
  }

  spreadCaption(room: RoomId, line: CaptionLine): void {
    for (const each of this.#live()) {
      const person = this.#person(each);
      const place = settledIn(person);
      if (place === null || place.room !== room || person.reads !== line.language) continue;
      this.send(each, 'caption', { room, epoch: place.epoch, line });
    }
  }

  spreadInBooth(message: AuthoredMessage, isFor: (reader: ParticipantId) => boolean): void {
    for (const line of this.#live()) {
      const place = settledIn(this.#person(line));
      if (place === null || !isFor(line.participant)) continue;
      this.send(line, 'booth', { room: message.room, epoch: place.epoch, message });
    }
  }

  dropSuperseded(before: SessionState): void {
    for (const line of this.all) {
      const was = before.people.get(line.participant)?.line;
      const is = this.#person(line).line;
      const mine = was?.kind === 'online' && was.connection === line.id;
      if (mine && is.kind === 'online' && is.connection !== line.id) this.drop(line, 'connection.superseded');
    }
  }

  drop(line: FakeLine, code: ErrorCode): void {
    this.send(line, 'dropped', replyOf(code));
    this.all.delete(line);
    this.#told.later(() => {
      line.open = false;
      line.events.closed();
    });
  }

  /** Every line breaks; those who were on one. */
  breakAll(): FakeLine[] {
    const lines = [...this.all];
    this.all.clear();
    for (const line of lines) line.open = false;
    return lines;
  }

  send<N extends NoticeName>(line: FakeLine, name: N, notice: Notice<N>): void {
    if (name === this.loses) return;
    const payload: unknown = structuredClone(notice);
    this.#told.later(() => {
      if (line.open) line.events.notice(name, payload);
    });
  }

  readonly toPeer: Tell = (peer, { name, notice }) => {
    for (const line of this.#live()) {
      if (this.#person(line).peer === peer) this.send(line, name, notice);
    }
  };
}
