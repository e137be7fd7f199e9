import type { ErrorCode } from '../errors/index.ts';
import type { ParticipantId, ProducerId, RoomId } from '../ids.ts';
import type { Source } from '../session/media.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { settledIn } from '../session/state.ts';
import { conducts, publishes, speaks } from './roles.ts';
import { all, allow, deny, type Verdict } from './verdict.ts';

/** Everything a participant can try, with what it is aimed at. A new member without a rule does not compile. */
export interface Actions {
  'session.enter': Record<never, never>;
  'session.leave': Record<never, never>;
  'session.adjourn': Record<never, never>;
  'session.resume': Record<never, never>;
  'lobby.see': Record<never, never>;
  'lobby.admit': { readonly participant: ParticipantId };
  'lobby.refuse': { readonly participant: ParticipantId };
  'participant.see': { readonly participant: ParticipantId };
  'participant.mute': { readonly participant: ParticipantId };
  'participant.remove': { readonly participant: ParticipantId };
  'participant.recall': { readonly participant: ParticipantId };
  'hand.raise': Record<never, never>;
  'hand.lower': { readonly participant: ParticipantId };
  'microphone.open': Record<never, never>;
  'microphone.mute': Record<never, never>;
  'chat.say': { readonly room: RoomId };
  'chat.read': { readonly room: RoomId };
  'media.join': Record<never, never>;
  'media.publish': { readonly source: Source };
  'media.unpublish': { readonly producer: ProducerId };
  'media.hear': { readonly producer: ProducerId };
}
export type Action = keyof Actions;

type Rule<A extends Action> = (state: SessionState, actor: Presence, target: Actions[A]) => Verdict;

const rules: { readonly [A in Action]: Rule<A> } = {
  'session.enter': (_state, actor) => mayEnter(actor),
  'session.leave': (_state, actor) => verdict(actor.attendance.kind !== 'expected', 'room.not-in'),
  'session.adjourn': (state, actor) => all(isConductor(actor), isOpen(state)),
  'session.resume': (state, actor) =>
    all(isConductor(actor), verdict(state.phase.kind === 'adjourned', 'session.already-open')),
  'lobby.see': (_state, actor) => isConductor(actor),
  'lobby.admit': (state, actor, { participant }) =>
    all(isConductor(actor), isOpen(state), attends(state, participant, 'waiting', 'participant.not-waiting')),
  'lobby.refuse': (state, actor, { participant }) =>
    all(isConductor(actor), attends(state, participant, 'waiting', 'participant.not-waiting')),
  'participant.see': (state, actor, { participant }) =>
    participant === actor.participant.id || conducts(actor.participant.role)
      ? allow
      : all(isSettled(actor), sharesRoom(state, actor, participant)),
  'participant.mute': (state, actor, { participant }) =>
    all(isConductor(actor), isSettled(actor), sharesRoom(state, actor, participant)),
  'participant.remove': (state, actor, { participant }) =>
    all(isConductor(actor), notSelf(actor, participant), isHere(state, participant)),
  'participant.recall': (state, actor, { participant }) => all(isConductor(actor), isOut(state, participant)),
  'hand.raise': (_state, actor) => all(hasVoice(actor), isSettled(actor)),
  'hand.lower': (state, actor, { participant }) =>
    participant === actor.participant.id
      ? isSettled(actor)
      : all(isConductor(actor), isSettled(actor), sharesRoom(state, actor, participant)),
  // Nobody opens another person's microphone: there is no action for it.
  'microphone.open': (_state, actor) => all(hasVoice(actor), isSettled(actor)),
  'microphone.mute': (_state, actor) => isPlaced(actor),
  'chat.say': (_state, actor, { room }) => all(hasVoice(actor), isSettled(actor), isIn(actor, room)),
  'chat.read': (_state, actor, { room }) => all(isSettled(actor), isIn(actor, room)),
  'media.join': (_state, actor) => isPlaced(actor),
  'media.publish': (_state, actor, { source }) =>
    all(
      verdict(publishes(actor.participant.role, source), 'role.not-allowed'),
      isSettled(actor),
      hasPeer(actor),
    ),
  'media.unpublish': (state, actor, { producer }) => owns(state, actor, producer),
  'media.hear': (state, actor, { producer }) => hears(state, actor, producer),
};

/**
 * May this participant do this? The only place, with `audience` and `viewFor`, that compares roles, sides and
 * rooms. A stranger to the session is denied; whatever has no rule is denied.
 */
export function can<A extends Action>(
  state: SessionState,
  actor: ParticipantId,
  action: A,
  target: Actions[A],
): Verdict {
  const presence = state.people.get(actor);
  if (presence === undefined) return deny('participant.unknown');
  const rule: Rule<A> = rules[action];
  return rule(state, presence, target);
}

const verdict = (holds: boolean, code: ErrorCode): Verdict => (holds ? allow : deny(code));

const isConductor = (actor: Presence): Verdict =>
  verdict(conducts(actor.participant.role), 'role.not-allowed');

const hasVoice = (actor: Presence): Verdict => verdict(speaks(actor.participant.role), 'role.not-allowed');

function mayEnter(actor: Presence): Verdict {
  switch (actor.attendance.kind) {
    case 'removed':
      return deny('participant.removed');
    case 'placed':
      return deny('participant.already-in');
    case 'expected':
    case 'waiting':
    case 'refused':
    case 'left':
      return allow;
  }
}

function isOpen(state: SessionState): Verdict {
  switch (state.phase.kind) {
    case 'open':
      return allow;
    case 'scheduled':
      return deny('session.not-open');
    case 'adjourned':
      return deny('session.adjourned');
  }
}

const isPlaced = (actor: Presence): Verdict => verdict(actor.attendance.kind === 'placed', 'room.not-in');

const isSettled = (actor: Presence): Verdict =>
  all(isPlaced(actor), verdict(settledIn(actor) !== null, 'room.not-settled'));

const isIn = (actor: Presence, room: RoomId): Verdict =>
  verdict(settledIn(actor)?.room === room, 'room.not-in');

const hasPeer = (actor: Presence): Verdict => verdict(actor.peer !== null, 'media.not-joined');

const notSelf = (actor: Presence, target: ParticipantId): Verdict =>
  verdict(actor.participant.id !== target, 'participant.self');

function sharesRoom(state: SessionState, actor: Presence, target: ParticipantId): Verdict {
  const mine = settledIn(actor);
  const other = state.people.get(target);
  const theirs = other === undefined ? null : settledIn(other);
  return verdict(mine !== null && theirs !== null && mine.room === theirs.room, 'participant.not-in-room');
}

function attends(
  state: SessionState,
  target: ParticipantId,
  kind: Presence['attendance']['kind'],
  code: ErrorCode,
): Verdict {
  return verdict(state.people.get(target)?.attendance.kind === kind, code);
}

const isHere = (state: SessionState, target: ParticipantId): Verdict => {
  const kind = state.people.get(target)?.attendance.kind;
  return verdict(kind === 'placed' || kind === 'waiting', 'participant.not-in-room');
};

const isOut = (state: SessionState, target: ParticipantId): Verdict => {
  const kind = state.people.get(target)?.attendance.kind;
  return verdict(kind === 'removed' || kind === 'refused', 'participant.not-removed');
};

function owns(state: SessionState, actor: Presence, id: ProducerId): Verdict {
  return verdict(state.producers.get(id)?.owner === actor.participant.id, 'media.unknown');
}

/**
 * A producer is heard by those settled in its own room while its owner still stands there in the epoch in which
 * it was opened.
 */
function hears(state: SessionState, actor: Presence, id: ProducerId): Verdict {
  const producer = state.producers.get(id);
  const owner = producer === undefined ? undefined : state.people.get(producer.owner);
  if (producer === undefined || owner === undefined) return deny('media.unknown');
  const source = settledIn(owner);
  const mine = settledIn(actor);
  if (mine === null || source === null) return deny('room.not-settled');
  return all(
    notSelf(actor, producer.owner),
    verdict(source.epoch === producer.epoch && source.room === producer.room, 'epoch.stale'),
    verdict(mine.room === producer.room, 'room.not-in'),
  );
}
