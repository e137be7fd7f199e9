import { expect, test } from 'vitest';
import type { ErrorCode } from '../../errors/index.ts';
import type { SessionEvent } from '../../session/events.ts';
import type { SessionState } from '../../session/state.ts';
import { type Action, type Actions, can } from '../can.ts';
import { participant } from '../../session/testing.ts';
import { mediatorHere, type Place, type Situation, situations, stateOf, x } from '../testing.ts';

/** The first reason that denies it, in plain conditions over the three words of a situation. */
export type Expectation = (s: Situation) => ErrorCode | null;

/** One line of the table: what is tried, in which circumstances, and what follows. */
export interface Row<A extends Action> {
  readonly target: Actions[A];
  /** What has happened as well, if it matters. */
  readonly given?: readonly SessionEvent[];
  readonly denial: Expectation;
}
export type Rows<A extends Action> = { readonly [B in A]: readonly Row<B>[] };

type SessionAction =
  | 'session.enter'
  | 'session.leave'
  | 'session.adjourn'
  | 'session.resume'
  | 'session.lock'
  | 'house-rules.set'
  | 'lead.take'
  | 'lead.return'
  | 'lobby.see'
  | 'lobby.admit'
  | 'lobby.refuse'
  | 'participant.see'
  | 'participant.locate'
  | 'participant.remove'
  | 'participant.recall'
  | 'ready.set';
type RoomAction =
  | 'board.see'
  | 'caucus.open'
  | 'caucus.change'
  | 'caucus.close'
  | 'people.move'
  | 'entry.see'
  | 'entry.admit'
  | 'entry.end'
  | 'joint.gather'
  | 'joint.close'
  | 'gathering.call-off'
  | 'wish.make'
  | 'wish.withdraw'
  | 'wish.decline'
  | 'room.tell';
type Of<Subject extends string> = Extract<Action, `${Subject}.${string}`>;
type DocumentAction = Of<'document' | 'clause' | 'template'>;
type SideAction = Of<'side'>;
type CommentAction = Of<'comment' | 'version'>;
type InterpretingAction = Of<'interpreter' | 'channel' | 'booth' | 'handover' | 'manner' | 'floor' | 'pace'>;
type CaptionsAction = Of<'captions' | 'captioner' | 'transcripts' | 'caption'>;
type TermAction = Of<'glossary' | 'term'>;
type ProposalAction = Of<'proposal' | 'draft'>;
/** The table in parts, complete by their types: an action without a row does not compile. */
export type SessionRows = Rows<SessionAction>;
export type RoomRows = Rows<RoomAction>;
export type DocumentRows = Rows<DocumentAction>;
export type SideRows = Rows<SideAction>;
export type ProposalRows = Rows<ProposalAction>;
export type CommentRows = Rows<CommentAction>;
export type TermRows = Rows<TermAction>;
export type InterpretingRows = Rows<InterpretingAction>;
export type CaptionsRows = Rows<CaptionsAction>;
export type MediaRows = Rows<
  Exclude<
    Action,
    | SessionAction
    | RoomAction
    | DocumentAction
    | SideAction
    | ProposalAction
    | CommentAction
    | InterpretingAction
    | CaptionsAction
    | TermAction
  >
>;

/** The conditions of the table, written a second time and without a look at the policy. */

export const first =
  (...checks: readonly Expectation[]): Expectation =>
  (s) =>
    checks.map((check) => check(s)).find((code) => code !== null) ?? null;
export const unless =
  (holds: (s: Situation) => boolean, code: ErrorCode): Expectation =>
  (s) =>
    holds(s) ? null : code;

export const always: Expectation = () => null;
export const never =
  (code: ErrorCode): Expectation =>
  () =>
    code;

const isIn =
  (...places: readonly Place[]) =>
  (s: Situation): boolean =>
    places.includes(s.place);

/** Whoever was put out has no say any more, whatever their role. */
export const notPutOut = unless((s) => s.place !== 'removed', 'participant.removed');

export const isConductor = (s: Situation): boolean =>
  ['mediator', 'co-mediator', 'lead'].includes(s.actor) && s.place !== 'removed';
export const conducts = first(
  unless((s) => ['mediator', 'co-mediator', 'lead'].includes(s.actor), 'role.not-allowed'),
  notPutOut,
);
/** A lead ends when its holder goes out, and with an adjournment. */
const leads = (s: Situation): boolean =>
  s.actor === 'lead' &&
  s.phase !== 'adjourned' &&
  ['expected', 'moving', 'plenary', 'arrival', 'caucus'].includes(s.place);
export const presides = first(
  unless((s) => s.actor === 'mediator' || leads(s), 'role.not-allowed'),
  notPutOut,
);
export const isMediator = first(
  unless((s) => s.actor === 'mediator', 'role.not-allowed'),
  notPutOut,
);
export const standsIn = unless((s) => ['co-mediator', 'lead'].includes(s.actor), 'role.not-allowed');
export const speaks = unless((s) => s.actor !== 'observer', 'role.not-allowed');
export const petitions = unless((s) => ['party', 'counsel'].includes(s.actor), 'role.not-allowed');
export const hasSide = (s: Situation): boolean =>
  ['party', 'counsel', 'interpreter of a side'].includes(s.actor);

export const isPlaced = isIn('moving', 'plenary', 'arrival', 'caucus');
export const placed = unless(isPlaced, 'room.not-in');
export const standing = first(
  placed,
  unless((s) => s.place !== 'moving', 'room.not-settled'),
);
export const inPlenary = unless(isIn('plenary'), 'room.not-in');
export const inCaucus = unless(isIn('caucus'), 'room.not-in');
/** In a room, or last in one, in their first epoch. */
export const hasStayed = unless(isIn('plenary', 'arrival', 'caucus', 'left'), 'epoch.stale');
/** With somebody who stands in the plenary. */
export const together = unless(isIn('plenary'), 'participant.not-in-room');

export const sessionOpen = first(
  unless((s) => s.phase !== 'scheduled', 'session.not-open'),
  unless((s) => s.phase !== 'adjourned', 'session.adjourned'),
);

/** One part of the table as a list of actions with what `can` says beside what is stated. */
export function judge<A extends Action>(part: Rows<A>) {
  const actions = Object.keys(part).filter((name): name is A => Object.hasOwn(part, name));
  return actions.map((action) => {
    const rows: readonly Row<A>[] = part[action];
    const all = rows.flatMap((row, line) => situations.map((s) => ({ row, line, s })));
    return {
      action,
      said: () =>
        all.map(({ row, line, s }) => ({ line, ...s, answer: ask(stateOf(s, row.given), action, row) })),
      stated: all.map(({ row, line, s }) => ({ line, ...s, answer: row.denial(s) })),
      toStranger: rows.map(({ target }) =>
        can(stateOf(mediatorHere), participant('stranger'), action, target),
      ),
    };
  });
}

function ask<A extends Action>(state: SessionState, action: A, { target }: Row<A>): ErrorCode | null {
  const verdict = can(state, x, action, target);
  return verdict.kind === 'deny' ? verdict.code : null;
}

/** Tests that `can` says of each action exactly what this part of the table states. */
export function testTable<A extends Action>(part: Rows<A>): void {
  const rows = judge(part);

  test.each(rows)('[POL-1] $action is allowed and denied exactly as stated', ({ said, stated }) => {
    expect(said()).toEqual(stated);
  });

  test.each(rows)('[POL-1] $action is allowed to somebody and denied to somebody', ({ stated }) => {
    const allowed = stated.filter(({ answer }) => answer === null).length;
    expect(allowed).toBeGreaterThan(0);
    expect(allowed).toBeLessThan(stated.length);
  });

  test.each(rows)('[POL-2] $action is denied to a stranger to the session', ({ toStranger }) => {
    for (const verdict of toStranger) expect(verdict).toEqual({ kind: 'deny', code: 'participant.unknown' });
  });
}
