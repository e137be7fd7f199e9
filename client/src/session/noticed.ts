import { type PersonView, type SessionView, speaks } from '@parley/shared/policy';
import { isHere } from './here.ts';
import type { LineState } from './line-state.ts';
import type { Movement, Notice } from './notice.ts';
import { signalOf } from './signal.ts';
import { inFew } from './together.ts';
import type { Notice as ServerNotice } from '@parley/shared/protocol';

type Content = Notice['content'];

/** A line that was away for less than this was hardly missed. */
const WORTH_TELLING_MS = 2_000;

/** Whether its coming back is worth a line to me. */
export const wasMissed = (line: LineState, now: number): boolean =>
  line.kind === 'reconnecting' && now - line.since > WORTH_TELLING_MS;

/** How the later of two views came. */
export interface Coming {
  /** Server's clock. */
  readonly now: number;
  /** The first of its line: what happened meanwhile is not known. */
  readonly fresh: boolean;
}

/** What is worth a line to me in the difference of two views of the same session. */
export function noticed(before: SessionView, after: SessionView, coming: Coming): readonly Content[] {
  const known = new Map(before.people.map((person) => [person.participant.id, person]));
  const present = new Set(after.people.map(({ participant }) => participant.id));
  const together = sameRoom(before, after);
  const changes = after.people.flatMap((person) => {
    const was = known.get(person.participant.id);
    return [
      ...(after.powers.conduct ? atTheDoor(was, person) : []),
      ...(together ? inTheRoom({ before, after }, was, person) : []),
    ];
  });
  const gone = together
    ? before.people.filter((each) => isHere(before, each) && !present.has(each.participant.id))
    : [];
  return inFew([
    ...changes,
    ...gone.map((person) => movement('left', person)),
    ...(together && areCaptionsOn(before, after) ? [{ kind: 'captions-on' } as const] : []),
    ...(together && areCaptionsBack(before, after) ? [{ kind: 'captions-back' } as const] : []),
    ...(together && isCalledOff(before, after, coming) ? [{ kind: 'called-off' } as const] : []),
  ]);
}

const movement = (kind: Movement['kind'], { participant: { id, name, role } }: PersonView): Movement => ({
  kind,
  listening: !speaks(role),
  people: [{ participant: id, name }],
});

/** From now on whatever writes along hears what is said in the same room. */
export const areCaptionsOn = (before: SessionView, { captions }: SessionView): boolean =>
  before.captions?.automatic === false && captions?.automatic === true;

const areCaptionsBack = (before: SessionView, { captions }: SessionView): boolean =>
  before.captions?.stalled === true && captions?.automatic === true && !captions.stalled;

function atTheDoor(was: PersonView | undefined, is: PersonView): readonly Content[] {
  if (is.attendance !== 'waiting') return [];
  const who = { participant: is.participant.id, name: is.participant.name };
  const signal = signalOf(is);
  return [
    ...(isKnown(was) ? [] : [movement('waiting', is)]),
    ...(signal !== null && was?.wish?.at !== signal.at
      ? [{ kind: 'signal', ...who, signal: signal.kind } as const]
      : []),
  ];
}

function inTheRoom(
  views: { readonly before: SessionView; readonly after: SessionView },
  was: PersonView | undefined,
  is: PersonView,
): readonly Content[] {
  const { id, name } = is.participant;
  const found: Content[] = [];
  const wasHere = was !== undefined && isHere(views.before, was);
  const here = isHere(views.after, is);
  if (here && !wasHere) found.push(movement('joined', is));
  if (!here && wasHere) found.push(movement('left', is));
  if (here && is.handSince !== null && (was?.handSince ?? null) === null) {
    found.push({ kind: 'hand-raised', participant: id, name });
  }
  return found;
}

/**
 * Not brought together though it was announced. Whoever is in the joint session already sees no more of a countdown
 * that has run out than of one that was taken back: there the clock tells. Who conducts is told by the server why one
 * that had run out came to nothing.
 */
function isCalledOff(before: SessionView, after: SessionView, { now, fresh }: Coming): boolean {
  if (before.gathering === null || after.gathering !== null) return false;
  const isThere = after.place.kind === 'room' && after.place.roomKind === 'plenary';
  const mayHaveEnded = fresh || after.powers.conduct || isThere;
  return !mayHaveEnded || now < before.gathering.due;
}

/** Waits already, or was sent back to waiting by an adjournment. */
const isKnown = (before: PersonView | undefined): boolean =>
  before !== undefined && ['waiting', 'entering', 'here'].includes(before.attendance);

/** On coming into a room everyone in it is new to me, and nobody has just come. */
const sameRoom = ({ place: a }: SessionView, { place: b }: SessionView): boolean =>
  a.kind === 'room' && b.kind === 'room' && a.epoch === b.epoch;

/** What another person did to me, as it is kept among the notices. */
export function noticeOf(told: ServerNotice<'told'>): Notice['content'] {
  switch (told.kind) {
    case 'muted':
      return { kind: 'muted-by', name: told.by };
    case 'came-muted':
      return { kind: 'came-muted' };
    case 'microphone-closed':
      return { kind: 'microphone-closed' };
    case 'wish-declined':
      return { kind: 'wish-declined', name: told.by, reason: told.reason };
    case 'entry-declined':
      return { kind: 'entry-declined', name: told.name };
    case 'kept-out':
      return { kind: 'kept-out' };
    case 'speak-slower':
      return { kind: 'speak-slower', name: told.by };
    case 'asked-slower':
      return { kind: 'asked-slower', by: told.by, name: told.name };
    case 'gathering-stopped':
      return { kind: 'gathering-stopped', names: told.names };
  }
}
