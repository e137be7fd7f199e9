import type { RoomId } from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import { ChatKind, type ChatMessage } from '../session/chat.ts';
import { sideOf } from '../session/people.ts';
import type { Presence, SessionState, Stay } from '../session/state.ts';
import { isConductor } from './conditions.ts';

/** Everything written; what mediators told the room without being there; or only what they told every room at once. */
type Which = 'all' | 'told' | 'announced';

/** After event `from`, before event `to`; null is open-ended. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
  readonly which: Which;
}

const kinds: { readonly [W in Which]: readonly ChatMessage['kind'][] } = {
  all: ChatKind.options,
  told: ['sent', 'announced'],
  announced: ['announced'],
};

/** Whether something of this kind, by the number of its event, is in one of the spans. */
export const isWithin = (spans: readonly Span[], seq: number, { kind }: Pick<ChatMessage, 'kind'>): boolean =>
  spans.some(({ from, to, which }) => seq > from && (to === null || seq < to) && kinds[which].includes(kind));

/** Whether what lasted from before event `began` to event `ended` was written in one of the spans from its beginning to its end. */
export const isWholeWithin = (
  spans: readonly Span[],
  { began, ended }: { readonly began: number; readonly ended: number },
): boolean =>
  spans.some(({ from, to, which }) => which === 'all' && began > from && (to === null || ended < to));

/**
 * Which part of a room's past is for somebody who stands in it now: what was written while they were there, and in the
 * plenary, for those who come late, while anybody of a side was. What the mediators write there among themselves, before
 * and between joint sessions, stays among themselves. Of what was told while they were on the way they miss nothing. The
 * spans may overlap.
 */
export function spansIn(state: SessionState, person: Presence, room: RoomId): readonly Span[] {
  const known = spansOf(state.people);
  const spans = known.get(person)?.get(room) ?? reckonSpans(state, person, room);
  known.set(person, (known.get(person) ?? new Map<RoomId, readonly Span[]>()).set(room, spans));
  return spans;
}

/** Asked for each remark that is made to a room; what kind of room it is never changes. */
const spansOf = onceFor(
  (_people: SessionState['people']) => new Map<Presence, Map<RoomId, readonly Span[]>>(),
);

function reckonSpans(state: SessionState, person: Presence, room: RoomId): readonly Span[] {
  const isPlenary = state.rooms.get(room)?.kind === 'plenary';
  if (isPlenary && isConductor(person).kind === 'allow') return [{ from: 0, to: null, which: 'all' }];
  const witnesses = isPlenary
    ? [...state.people.values()].filter((other) => other === person || sideOf(other.participant) !== null)
    : [person];
  return [
    ...witnesses.flatMap((witness) =>
      staysIn(witness, room).map(({ from, to }): Span => ({ from, to, which: 'all' })),
    ),
    ...staysIn(person, room).flatMap(({ out, sent, from }): Span[] => [
      { from: out, to: sent, which: 'announced' },
      { from: sent, to: from, which: 'told' },
    ]),
  ];
}

const staysIn = ({ stays }: Presence, room: RoomId): readonly Stay[] =>
  stays.filter((stay) => stay.room === room);
