import { z } from 'zod';
import { ParticipantId } from '../ids.ts';
import { sameJson } from '../lib/same-json.ts';
import type { Presence, SessionState } from '../session/state.ts';
import { type Changed, type Company, companyAfter, companyFor, isPlain, type Seen } from './company.ts';
import { type Frame, frameFor, viewOf } from './view.ts';
import { PersonView, SessionView } from './view-shape.ts';

const FrameOfView = SessionView.omit({ people: true, hearers: true });
const PARTS = FrameOfView.keyof().options;

/** From one view to the next. */
export const ViewChange = z.object({
  /** What is another of all that is no list of people. */
  frame: FrameOfView.partial(),
  gone: z.array(ParticipantId),
  /** In the order of the list; each behind whom it names, null: first. */
  came: z.array(z.object({ person: PersonView, behind: ParticipantId.nullable() })),
  changed: z.array(PersonView),
  /** Of those who are in the list from now on. */
  hearing: z.object({ begins: z.array(ParticipantId), ends: z.array(ParticipantId) }),
});
export type ViewChange = z.infer<typeof ViewChange>;

/** What somebody is shown at one moment, so that it can be told what is another at the next. */
export interface Sight {
  readonly frame: Frame;
  readonly company: Company;
}

export const sightFor = (state: SessionState, me: Presence): Sight => ({
  frame: frameFor(state, me),
  company: companyFor(state, me),
});

/** The same as `sightFor`, where nobody but these has changed since (`changedSince`). */
export function sightAfter(
  { frame, company }: Sight,
  state: SessionState,
  me: Presence,
  { people, onlyPlain }: Changed,
): Sight {
  const isSame = onlyPlain && !people.has(me.participant.id) && isPlain(state, me);
  return {
    frame: isSame ? frame : frameFor(state, me),
    company: companyAfter(company, state, me, people),
  };
}

export const shownIn = ({ frame, company }: Sight): SessionView => viewOf(frame, company);

/** Null where they show the same. */
export function changeOfSight(before: Sight, after: Sight): ViewChange | null {
  const frame = otherParts(before.frame, after.frame);
  const people = changeOfCompany(before.company, after.company);
  const { gone, came, changed, hearing } = people;
  const isSame =
    Object.keys(frame).length + gone.length + came.length + changed.length === 0 &&
    hearing.begins.length + hearing.ends.length === 0;
  return isSame ? null : { frame, ...people };
}

function otherParts(before: Frame, after: Frame): Partial<Frame> {
  const parts: Partial<Frame> = {};
  if (before === after) return parts;
  for (const part of PARTS) if (!sameJson(before[part], after[part])) take(part, after, parts);
  return parts;
}

type Parts = { readonly [P in keyof Frame]?: Frame[P] | undefined };

function take<P extends keyof Frame>(part: P, from: Parts, into: Partial<Frame>): void {
  const value = from[part];
  if (value !== undefined) into[part] = value;
}

const idOf = ({ person }: Seen): ParticipantId => person.participant.id;
const nothing = (): Omit<ViewChange, 'frame'> => ({
  gone: [],
  came: [],
  changed: [],
  hearing: { begins: [], ends: [] },
});

function changeOfCompany(before: Company, after: Company): Omit<ViewChange, 'frame'> {
  const change = nothing();
  if (before === after) return change;
  const known = isSameList(before, after) ? null : new Map(before.map((seen) => [idOf(seen), seen]));
  for (let at = 0; at < after.length; at += 1) {
    const [seen, there] = [after[at], before[at]];
    if (seen === undefined || seen === there) continue;
    const was = known === null ? there : known.get(idOf(seen));
    if (was !== seen) tell(change, { was, seen, behind: after[at - 1] });
  }
  if (known !== null) {
    for (const seen of after) known.delete(idOf(seen));
    change.gone.push(...known.keys());
  }
  return change;
}

interface Other {
  readonly was: Seen | undefined;
  readonly seen: Seen;
  readonly behind: Seen | undefined;
}

function tell(change: Omit<ViewChange, 'frame'>, { was, seen, behind }: Other): void {
  const id = idOf(seen);
  if (was === undefined)
    change.came.push({ person: seen.person, behind: behind === undefined ? null : idOf(behind) });
  else if (!sameJson(was.person, seen.person)) change.changed.push(seen.person);
  if (seen.hears && was?.hears !== true) change.hearing.begins.push(id);
  if (!seen.hears && was?.hears === true) change.hearing.ends.push(id);
}

const isSameList = (before: Company, after: Company): boolean =>
  before.length === after.length &&
  after.every((seen, at) => {
    const there = before[at];
    return seen === there || (there !== undefined && idOf(seen) === idOf(there));
  });

/** Null where the change is none of this view. */
export function changedView(before: SessionView, change: ViewChange): SessionView | null {
  const people = changedPeople(before.people, change);
  if (people === null) return null;
  const { begins, ends } = change.hearing;
  const hearing = new Set([...before.hearers, ...begins]);
  for (const id of ends) hearing.delete(id);
  const hearers = people.flatMap(({ participant: { id } }) => (hearing.has(id) ? [id] : []));
  const isSame = change.came.length + change.gone.length + begins.length + ends.length === 0;
  const view = { ...before, people, hearers: isSame ? before.hearers : hearers };
  for (const part of PARTS) take(part, change.frame, view);
  return view;
}

function changedPeople(
  before: SessionView['people'],
  { gone, came, changed }: ViewChange,
): SessionView['people'] | null {
  if (gone.length + came.length + changed.length === 0) return before;
  const left = new Set(gone);
  const others = new Map(changed.map((person) => [person.participant.id, person]));
  const stay = before.filter(({ participant: { id } }) => !left.has(id));
  const isKnown = new Set(stay.map(({ participant: { id } }) => id));
  const areKnown = changed.every(({ participant: { id } }) => isKnown.has(id));
  if (!areKnown || stay.length + gone.length !== before.length) return null;
  return inserted(
    stay.map((person) => others.get(person.participant.id) ?? person),
    came,
  );
}

/** Many may come at once: the list is walked once. */
function inserted(people: SessionView['people'], came: ViewChange['came']): SessionView['people'] | null {
  if (came.length === 0) return people;
  const behind = new Map(came.map((each) => [each.behind, each.person]));
  const list: SessionView['people'] = [];
  const follow = (id: ParticipantId | null): void => {
    const next = behind.get(id);
    if (next === undefined) return;
    behind.delete(id);
    list.push(next);
    follow(next.participant.id);
  };
  follow(null);
  for (const person of people) {
    list.push(person);
    follow(person.participant.id);
  }
  return list.length === people.length + came.length ? list : null;
}
