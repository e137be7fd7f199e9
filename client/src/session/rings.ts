import type { ParticipantId } from '@parley/shared/ids';
import { conducts, type PersonView, type SessionView } from '@parley/shared/policy';
import { isHere } from './here.ts';
import { areCaptionsOn } from './noticed.ts';

/**
 * Whether what changed between two views is to be heard as well as seen: somebody is about to come into my room, a
 * mediator has come in, what is said here is written along from now on, everyone is about to be brought together,
 * whoever listens hears no interpretation, one is handed over to me, or somebody has come into my private room while my
 * line was away. `before` is null for the first view; `fresh`: the later one is the first of its line.
 */
export function rings(before: SessionView | null, after: SessionView, fresh: boolean): boolean {
  if (after.place.kind !== 'room') return false;
  const { room, epoch } = after.place;
  const already = before?.place.kind === 'room' && before.place.epoch === epoch ? before : null;
  const announced = new Set(already?.entries.map(({ participant }) => participant.id));
  if (after.entries.some((entry) => entry.room === room && !announced.has(entry.participant.id))) return true;
  if (calls(already, after) || hasFallenSilent(before, after)) return true;
  if (already === null) return false;
  if (areCaptionsOn(already, after)) return true;
  if (fresh && hasUnannounced(already, after, announced)) return true;
  if (already.gathering === null && after.gathering !== null) return true;
  const conductors = new Set(conductorsIn(already).map(({ participant }) => participant.id));
  return conductorsIn(after).some(({ participant }) => !conductors.has(participant.id));
}

/** Somebody whom nothing told me of stands in the private room that I never left. */
function hasUnannounced(
  before: SessionView,
  after: SessionView,
  announced: ReadonlySet<ParticipantId>,
): boolean {
  if (after.place.kind !== 'room' || after.place.roomKind !== 'caucus') return false;
  const known = new Set(before.people.map(({ participant }) => participant.id));
  return after.people.some(
    (person) =>
      isHere(after, person) && !known.has(person.participant.id) && !announced.has(person.participant.id),
  );
}

/** An interpreter is wanted at once: a language of mine is silent in my room, or a partner hands over to me. */
function calls(already: SessionView | null, after: SessionView): boolean {
  const known = new Set(already === null ? [] : callsIn(already));
  return callsIn(after).some((call) => !known.has(call));
}

function callsIn({ interpretation, me }: SessionView): readonly string[] {
  const { silent = [], handovers = [] } = interpretation?.mine ?? {};
  return [
    ...silent.map(({ language, since }) => `${language} ${since}`),
    ...handovers.flatMap(({ from, to, at }) => (to === me.participant.id ? [`${from} ${at}`] : [])),
  ];
}

/** In any room, for who conducts: that is the same alarm wherever they stand. */
function hasFallenSilent(before: SessionView | null, { board }: SessionView): boolean {
  const known = new Set(before?.board?.silent.map(nameOf));
  return board?.silent.some((silence) => !known.has(nameOf(silence))) === true;
}

type Silence = NonNullable<SessionView['board']>['silent'][number];
const nameOf = ({ room, language, since }: Silence): string => `${room} ${language} ${since}`;

const conductorsIn = (view: SessionView): readonly PersonView[] =>
  view.people.filter((person) => conducts(person.participant.role) && isHere(view, person));
