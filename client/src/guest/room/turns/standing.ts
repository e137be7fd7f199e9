import type { ParticipantId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';
import { speaks } from '@parley/shared/policy';
import { isHere } from '../../../session/here.ts';

/** What goes on in a room in which people speak in turn, to one of those in it. */
export type Stage =
  | 'nobody'
  | 'mine'
  | 'speaking'
  /** It is for me to interpret what was said. */
  | 'render'
  | 'mineRendered'
  | 'rendered';

export interface Standing {
  readonly stage: Stage;
  /** Who has the floor, or had it and is interpreted now. */
  readonly holder: PersonView | null;
  /** Since when the stage is what it is, by the server's clock. */
  readonly since: number | null;
  readonly limitSeconds: number;
  /** Whose turn went on without them, for their line was lost. */
  readonly lapsed: PersonView | null;
  readonly mayTake: boolean;
  readonly mayPass: boolean;
  /** What is passed on goes to an interpreter. */
  readonly interpreted: boolean;
  /** Why nobody hears my microphone though it is open; null where that is not so. */
  readonly held: 'nobody' | 'turn' | null;
}

/** Null where people speak as they like. */
export function standingIn(view: SessionView): Standing | null {
  const { interpretation } = view;
  const turns = interpretation?.turns ?? null;
  if (interpretation === null || turns === null) return null;
  const { floor, lapsed, limitSeconds, mayTake, mayPass, interpreted } = turns;
  const called = (id: ParticipantId | undefined): PersonView | null =>
    id === undefined ? null : (everyoneHere(view).find(isCalled(id)) ?? null);
  const holder = called(floor?.holder);
  return {
    stage: floor === null ? 'nobody' : stageOf(view, floor, mayPass),
    holder,
    since: floor?.since ?? null,
    lapsed: called(lapsed ?? undefined),
    limitSeconds,
    mayTake,
    mayPass,
    interpreted,
    held: !isHeldBack(view) ? null : floor === null ? 'nobody' : 'turn',
  };
}

type Floor = NonNullable<NonNullable<NonNullable<SessionView['interpretation']>['turns']>['floor']>;

function stageOf({ me }: SessionView, { holder, phase }: Floor, mayPass: boolean): Stage {
  const mine = isCalled(holder)(me);
  switch (phase) {
    case 'speaking':
      return mine ? 'mine' : 'speaking';
    case 'interpreting':
      return mine ? 'mineRendered' : mayPass ? 'render' : 'rendered';
  }
}

/** My own switch says open, and my voice goes nowhere until it is my turn. */
export const isHeldBack = ({ me, interpretation }: SessionView): boolean =>
  me.microphone === 'open' && interpretation?.turns?.hushed === true;

export const interprets = ({ interpretation }: SessionView): boolean =>
  (interpretation?.mine ?? null) !== null;

/** Whom the turn can be given to. */
export const mayHaveTurn = (view: SessionView): readonly PersonView[] =>
  everyoneHere(view).filter(({ participant }) => speaks(participant.role));

const everyoneHere = (view: SessionView): readonly PersonView[] => [
  view.me,
  ...view.people.filter((person) => isHere(view, person)),
];

const isCalled =
  (id: PersonView['participant']['id']) =>
  ({ participant }: PersonView): boolean =>
    participant.id === id;

/** Has spoken for so long that others wait: a sign, and nothing ends by it. */
export const isLong = ({ stage, since, limitSeconds }: Standing, now: number): boolean =>
  stage === 'mine' && since !== null && now - since >= limitSeconds * 1_000;

/** «1:05». */
export function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
