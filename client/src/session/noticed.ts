import type { PersonView, SessionView } from '@parley/shared/policy';
import type { Notice } from './model.ts';

type Content = Notice['content'];

/** What is worth a line to me in the difference of two views of the same session. */
export function noticed(before: SessionView, after: SessionView): readonly Content[] {
  const known = new Map(before.people.map((person) => [person.participant.id, person]));
  const present = new Set(after.people.map(({ participant }) => participant.id));
  const together = sameRoom(before, after);
  const changes = after.people.flatMap((person) =>
    changed(known.get(person.participant.id), person, together, after.powers.conduct),
  );
  const gone = together
    ? before.people.filter((each) => isHere(each) && !present.has(each.participant.id))
    : [];
  return [...changes, ...gone.map((person): Content => ({ kind: 'left', name: person.participant.name }))];
}

function changed(
  before: PersonView | undefined,
  after: PersonView,
  together: boolean,
  conduct: boolean,
): readonly Content[] {
  const { name } = after.participant;
  const found: Content[] = [];
  if (conduct && after.attendance === 'waiting' && !isKnown(before)) found.push({ kind: 'waiting', name });
  if (!together) return found;
  const wasHere = before !== undefined && isHere(before);
  if (isHere(after) && !wasHere) found.push({ kind: 'joined', name });
  if (!isHere(after) && wasHere) found.push({ kind: 'left', name });
  if (after.handSince !== null && (before?.handSince ?? null) === null) {
    found.push({ kind: 'hand-raised', name });
  }
  return found;
}

/** Waits already, or was sent back to waiting by an adjournment. */
const isKnown = (before: PersonView | undefined): boolean =>
  before !== undefined && ['waiting', 'entering', 'here'].includes(before.attendance);

const isHere = ({ attendance }: PersonView): boolean => attendance === 'here';

/** On coming into a room everyone in it is new to me, and nobody has just come. */
const sameRoom = ({ place: a }: SessionView, { place: b }: SessionView): boolean =>
  a.kind === 'room' && b.kind === 'room' && a.epoch === b.epoch;
