import { conducts, type PersonView, type SessionView } from '@parley/shared/policy';
import { isHere } from './here.ts';
import { areCaptionsOn } from './noticed.ts';

/**
 * Whether what changed between two views is to be heard as well as seen: somebody is about to come into my room, a
 * mediator has come in, what is said here is written along from now on, or everyone is about to be brought together. `before` is null for the first view.
 */
export function rings(before: SessionView | null, after: SessionView): boolean {
  if (after.place.kind !== 'room') return false;
  const { room, epoch } = after.place;
  const already = before?.place.kind === 'room' && before.place.epoch === epoch ? before : null;
  const announced = new Set(already?.entries.map(({ participant }) => participant.id));
  if (after.entries.some((entry) => entry.room === room && !announced.has(entry.participant.id))) return true;
  if (already === null) return false;
  if (areCaptionsOn(already, after)) return true;
  if (already.gathering === null && after.gathering !== null) return true;
  const conductors = new Set(conductorsIn(already).map(({ participant }) => participant.id));
  return conductorsIn(after).some(({ participant }) => !conductors.has(participant.id));
}

const conductorsIn = (view: SessionView): readonly PersonView[] =>
  view.people.filter((person) => conducts(person.participant.role) && isHere(view, person));
