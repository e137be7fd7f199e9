import type { ParticipantId, RoomId } from '../ids.ts';
import { onceFor } from '../lib/once-for.ts';
import { sameJson } from '../lib/same-json.ts';
import type { Producer } from '../session/media.ts';
import { destinationOf, type Presence, type SessionState, settledIn } from '../session/state.ts';
import { can } from './can.ts';
import { isCaptioner } from './captions.ts';
import { isHeardBy } from './hearers.ts';
import { ownedBy } from './owned.ts';
import { conducts } from './roles.ts';
import { speaksMore } from './tongues.ts';
import type { PersonView } from './view-shape.ts';

/** Somebody as another is shown them, and whether they hear that one. */
export interface Seen {
  readonly person: PersonView;
  readonly hears: boolean;
}

/** Whom somebody is shown, in the order in which the session names them. */
export type Company = readonly Seen[];

export const companyFor = (state: SessionState, me: Presence): Company =>
  [...state.people.values()].flatMap((other) => seenBy(state, me, other) ?? []);

/** What becomes of it where nobody has changed but these. For many of them, or one who is gone, it is made anew. */
export function companyAfter(
  company: Company,
  state: SessionState,
  me: Presence,
  changed: ReadonlySet<ParticipantId>,
): Company {
  const areThere = [...changed].every((id) => state.people.has(id));
  if (changed.has(me.participant.id) || changed.size > FEW || !areThere) return companyFor(state, me);
  return [...changed].reduce((before, id) => withOne(before, state, me, id), company);
}

/** Up to so many it is less work to look each of them up. */
const FEW = 8;

function withOne(company: Company, state: SessionState, me: Presence, id: ParticipantId): Company {
  const other = state.people.get(id);
  const seen = other === undefined ? null : seenBy(state, me, other);
  const at = placeFor(id, company, placesOf(state.people));
  const isThere = company[at]?.person.participant.id === id;
  if (isThere) return seen === null ? company.toSpliced(at, 1) : company.with(at, seen);
  return seen === null ? company : company.toSpliced(at, 0, seen);
}

/** Where they stand in it, or would. */
function placeFor(id: ParticipantId, company: Company, places: ReadonlyMap<ParticipantId, number>): number {
  const place = places.get(id) ?? places.size;
  let [from, to] = [0, company.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const there = company[middle]?.person.participant.id;
    if (there !== undefined && (places.get(there) ?? 0) < place) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Who is the how manieth. */
const placesOf = onceFor(
  (people: SessionState['people']): ReadonlyMap<ParticipantId, number> =>
    new Map([...people.keys()].map((id, place) => [id, place])),
);

/** Who has changed from one state to the next, and what of a view that leaves as it was. */
export interface Changed {
  readonly people: ReadonlySet<ParticipantId>;
  /** Nothing but these people has changed, and they are nobody on whom more of another's view rests than their own line in it. */
  readonly onlyPlain: boolean;
}

/**
 * What one is shown of another rests on these two, on what they send, and on where people speak in turn; who has changed
 * since is all there is to look at again. Null where that is not all.
 */
export function changedSince(before: SessionState, after: SessionState): Changed | null {
  const known = new Map<string, unknown>(Object.entries(before));
  const others = Object.entries(after).flatMap(([part, value]) => (known.get(part) === value ? [] : [part]));
  if (others.some((part) => !NOT_OF_COMPANY.has(part))) return null;
  const people = new Set([...otherPeople(before.people, after.people), ...otherOwners(before, after)]);
  const arePlain = [...people].every((id) => {
    const [was, is] = [before.people.get(id), after.people.get(id)];
    const isKnown = was !== undefined && is !== undefined && was.participant === is.participant;
    return isKnown && isPlain(before, was) && isPlain(after, is);
  });
  return {
    people,
    onlyPlain: arePlain && others.every((part) => OF_PEOPLE.has(part) || OF_NO_VIEW.has(part)),
  };
}

/**
 * Neither conducts, nor interprets, nor types captions, nor speaks what was not spoken before: of the others a view
 * counts and names these alone.
 */
export const isPlain = (state: SessionState, person: Presence): boolean =>
  !conducts(person.participant.role) &&
  person.interpreting === null &&
  !isCaptioner(state, person) &&
  !speaksMore(state, person);

const OF_NO_VIEW: ReadonlySet<string> = new Set<keyof SessionState>([
  'seq',
  'agreement',
  'formerNames',
  'spokenFor',
]);
/** They are looked at one by one. */
const OF_PEOPLE: ReadonlySet<string> = new Set<keyof SessionState>(['people', 'producers']);
/** What nobody's place, line or microphone is in. */
const NOT_OF_COMPANY: ReadonlySet<string> = new Set<keyof SessionState>([
  'seq',
  'agreement',
  'formerNames',
  'spokenFor',
  'people',
  'producers',
  'entries',
  'gathering',
  'locked',
  'houseRules',
  'handovers',
  'silences',
  'captioners',
  'provided',
  'understood',
  'ears',
  'stalled',
  'transcripts',
]);

function otherPeople(
  before: SessionState['people'],
  after: SessionState['people'],
): readonly ParticipantId[] {
  if (before === after) return [];
  const gone = [...before.keys()].filter((id) => !after.has(id));
  return [...gone, ...[...after].flatMap(([id, person]) => (before.get(id) === person ? [] : [id]))];
}

function otherOwners(
  { producers: before }: SessionState,
  { producers: after }: SessionState,
): ParticipantId[] {
  if (before === after) return [];
  const isOther = ([id, producer]: readonly [Producer['id'], Producer], map: typeof after): boolean =>
    map.get(id) !== producer;
  return [
    ...[...before].filter((each) => isOther(each, after)),
    ...[...after].filter((each) => isOther(each, before)),
  ].map(([, { owner }]) => owner);
}

function seenBy(state: SessionState, me: Presence, other: Presence): Seen | null {
  const { id } = other.participant;
  if (other === me || can(state, me.participant.id, 'participant.see', { participant: id }).kind === 'deny')
    return null;
  return { person: asKnown(other, personView(state, me, other)), hears: isHeardBy(state, me, other) };
}

const views = onceFor((_person: Presence): PersonView[] => []);

/** Where many are shown the same of somebody it is the very same value. */
function asKnown(other: Presence, view: PersonView): PersonView {
  const known = views(other);
  const same = known.find((each) => sameJson(each, view));
  if (same !== undefined) return same;
  known.unshift(view);
  known.length = Math.min(known.length, AT_ONCE);
  return view;
}

/** In so many ways somebody is shown at one moment: to who conducts, in their room, to whom their voice is not for. */
const AT_ONCE = 4;

export function personView(state: SessionState, me: Presence, person: Presence): PersonView {
  const { participant, wish, missed } = person;
  const here = settledIn(me)?.room ?? null;
  const mayLocate =
    can(state, me.participant.id, 'participant.locate', { participant: participant.id }).kind === 'allow';
  const located = person === me || mayLocate;
  const owned = ownedBy(state, participant.id);
  const isShown = ({ id }: Producer): boolean =>
    person === me || can(state, me.participant.id, 'media.hear', { producer: id }).kind === 'allow';
  const shown = owned.filter(isShown);
  // A voice that goes into a language or the booth is not there for whom it is not for: neither open nor closed.
  const told = located ? owned : shown;
  return {
    participant,
    ...attendanceOf(person, here, located),
    room: located ? destinationOf(person) : here,
    line: person.line.kind,
    microphone: told.some(({ source }) => source === 'microphone') ? person.microphone : 'none',
    sources: shown.map(({ id, source }) => ({ id, source })),
    handSince: person.handSince,
    ready: person.ready,
    wish: located ? wish : null,
    missed: missed && mayLocate,
  };
}

/** Where they go or what became of them is told to those who may locate them; to others they are just leaving. */
function attendanceOf(
  { attendance, leaving }: Presence,
  here: RoomId | null,
  located: boolean,
): Pick<PersonView, 'attendance' | 'since'> {
  if (!located && leaving === here) return { attendance: 'leaving', since: null };
  switch (attendance.kind) {
    case 'placed':
      return { attendance: attendance.placement.kind === 'settled' ? 'here' : 'entering', since: null };
    case 'waiting':
      return { attendance: 'waiting', since: attendance.since };
    case 'expected':
    case 'refused':
    case 'left':
    case 'removed':
      return { attendance: attendance.kind, since: null };
  }
}
