import type { ParticipantId } from '@parley/shared/ids';
import { can } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import type { SessionEvent, SessionState } from '@parley/shared/session';

/** What single people are told of in passing. */
export type PassingEvent = Extract<
  SessionEvent,
  {
    type:
      | 'microphone.muted'
      | 'microphone.closed'
      | 'wish.ended'
      | 'entry.ended'
      | 'participant.connected'
      | 'pace.asked'
      | 'gathering.called-off';
  }
>;
type Of<T extends PassingEvent['type']> = Extract<PassingEvent, { type: T }>;

interface Told {
  readonly to: ParticipantId;
  readonly told: Notice<'told'>;
}

/** Whom an event is told, and as what. */
export function toldOf(before: SessionState, state: SessionState, event: PassingEvent): readonly Told[] {
  switch (event.type) {
    case 'microphone.muted': {
      const by = nameOf(state, event.by);
      if (event.by === event.participant || by === undefined) return [];
      return [{ to: event.participant, told: { kind: 'muted', by } }];
    }
    case 'microphone.closed':
      return [{ to: event.participant, told: { kind: 'came-muted' } }];
    case 'wish.ended': {
      const by = event.by === null ? undefined : nameOf(state, event.by);
      if (event.outcome !== 'declined' || by === undefined) return [];
      const { reason } = event;
      return [{ to: event.participant, told: { kind: 'wish-declined', by, reason } }];
    }
    case 'entry.ended':
      return keptOut(before, state, event);
    case 'participant.connected':
      return [...muted(before, state, event), ...declined(before, state, event)];
    case 'pace.asked':
      return askedForPace(state, event);
    case 'gathering.called-off':
      return stopped(state, event);
  }
}

/**
 * Whoever was to come in is told that they stay, and neither by whom nor why: nothing of who is in there. Who brought
 * them is told that they were not let in.
 */
function keptOut(before: SessionState, state: SessionState, event: Of<'entry.ended'>): Told[] {
  const { participant, by } = event;
  const mover = before.entries.get(participant)?.by;
  const name = nameOf(state, participant);
  const kept: Told[] = by === participant ? [] : [{ to: participant, told: { kind: 'kept-out' } }];
  if (mover === undefined || name === undefined || mover === by || mover === participant) return kept;
  // They may have been removed since, and are told nothing of any room any more.
  if (can(state, mover, 'board.see', {}).kind === 'deny') return kept;
  return [...kept, { to: mover, told: { kind: 'entry-declined', name } }];
}

/** Whoever comes back is told what has become of their microphone meanwhile. */
function muted(before: SessionState, state: SessionState, event: Of<'participant.connected'>): Told[] {
  const to = event.participant;
  const was = before.people.get(to);
  const mutedBy = was?.mutedBy ?? null;
  const by = mutedBy === null ? undefined : nameOf(state, mutedBy);
  if (by !== undefined) return [{ to, told: { kind: 'muted', by } }];
  const is = state.people.get(to)?.microphone;
  return was?.microphone === 'open' && is === 'muted' ? [{ to, told: { kind: 'microphone-closed' } }] : [];
}

/** And of what they had asked for. */
function declined(before: SessionState, state: SessionState, event: Of<'participant.connected'>): Told[] {
  const to = event.participant;
  const was = before.people.get(to)?.declined ?? null;
  const by = was === null ? undefined : nameOf(state, was.by);
  return was === null || by === undefined
    ? []
    : [{ to, told: { kind: 'wish-declined', by, reason: was.reason } }];
}

/** Who speaks too fast is told by whom, and so are those who conduct in their room. */
function askedForPace(state: SessionState, event: Of<'pace.asked'>): Told[] {
  const by = nameOf(state, event.by);
  const name = nameOf(state, event.participant);
  if (by === undefined || name === undefined) return [];
  return [...state.people.keys()].flatMap((to): Told[] => {
    if (to === event.participant) return [{ to, told: { kind: 'speak-slower', by } }];
    const sees = can(state, to, 'pace.see', { participant: event.by }).kind === 'allow';
    return sees ? [{ to, told: { kind: 'asked-slower', by, name } }] : [];
  });
}

/** Those who conduct are told for whose sake nobody was brought together. */
function stopped(state: SessionState, event: Of<'gathering.called-off'>): Told[] {
  if (event.unserved.length === 0) return [];
  const names = event.unserved.flatMap((id) => nameOf(state, id) ?? []);
  return [...state.people.keys()]
    .filter((to) => can(state, to, 'board.see', {}).kind === 'allow')
    .map((to): Told => ({ to, told: { kind: 'gathering-stopped', names } }));
}

const nameOf = (state: SessionState, id: ParticipantId): string | undefined =>
  state.people.get(id)?.participant.name;
