import type { DocumentRef } from '@parley/shared/agreement';
import type { Plain } from './plain.ts';
import { type Denials, isAround, leadsTalks, placed, roleChecks, roomOf } from './conditions.ts';
import type { Clause, Paper } from './paper.ts';
import type { Soul, World } from './world.ts';

/** The agreement and the drafts as the oracle makes them out, and what has to hold of whoever does something there. */

export const roomOfDraft = (document: Plain<DocumentRef>): string | null =>
  document.kind === 'draft' ? document.room : null;
export const paperOf = (world: World, draft: string | null): Paper | null =>
  draft === null ? world.agreement : (world.drafts.get(draft) ?? null);
export const clauseIn = (world: World, draft: string | null, id: string): Clause | undefined =>
  paperOf(world, draft)?.clauses.find((clause) => clause.id === id);

export const speaksForSide = ({ role }: Soul): boolean => role === 'party' || role === 'counsel';
/** The side whose word somebody gives. */
export const sideOfWord = (me: Soul): string | null => (speaksForSide(me) ? me.side : null);
const speakersOf = (world: World, side: string): Soul[] =>
  world.all().filter((soul) => sideOfWord(soul) === side);
/** Those for which somebody was invited to speak, though they may belong to the case no more. */
export const sidesInvited = (world: World): string[] =>
  world.created.sides
    .map(({ id }) => id as string)
    .filter((side) => world.bereft.has(side) || speakersOf(world, side).length > 0);
/** Of these, those that are not excused. */
export const sidesAsked = (world: World): string[] =>
  sidesInvited(world).filter((side) => !world.excused.has(side));
/** Of those invited the sides that have not agreed to a clause. */
export const missing = (world: World, clause: Clause | undefined): string[] =>
  sidesInvited(world).filter((side) => clause?.agreedBy.includes(side) !== true);
/** Whoever’s line was given up is not there to be asked. */
const isGivenUp = ({ line }: Soul): boolean => line === 'offline';
export const isAway = (world: World, side: string): boolean =>
  !speakersOf(world, side).some((soul) => isAround(soul) && !isGivenUp(soul));
/** What is agreed, and not closed, is put to a side that is asked again, as it stands. */
export function askAgain(world: World, side: string, kind: 'asked' | 'came', at: number): void {
  if (!world.excused.delete(side)) return;
  world.papersAsOf += 1;
  for (const clause of world.agreement?.clauses ?? []) {
    if (clause.state !== 'agreed' || clause.agreedBy.includes(side)) continue;
    clause.state = 'proposed';
    note(clause, { kind, side, at });
  }
}
/** A side of which somebody comes into a room, or is on the way to one, is asked again; answers how many are. */
export function followSides(world: World, at: number): number {
  const back = [...world.excused.keys()].filter((side) =>
    speakersOf(world, side).some((soul) => placed(soul) && !isGivenUp(soul)),
  );
  for (const side of back) askAgain(world, side, 'came', at);
  return back.length;
}
/** What is agreed, and not by every side. */
export const agreedWithout = (world: World): Clause[] =>
  (world.agreement?.clauses ?? []).filter(
    (clause) => clause.state === 'agreed' && missing(world, clause).length > 0,
  );

export const standing = (me: Soul): Denials => [
  [placed(me), 'room.not-in'],
  [me.where.at === 'in', 'room.not-settled'],
];
export const opens = (world: World, me: Soul, draft: string | null): Denials => [
  ...standing(me),
  [(draft === null || roomOf(me) === draft) && paperOf(world, draft) !== null, 'document.unknown'],
];
export const arranges = (world: World, me: Soul, draft: string | null): Denials => [
  ...opens(world, me, draft),
  ...(draft === null
    ? roleChecks(world, me).conducts
    : [[me.role !== 'observer', 'role.not-allowed'] as const]),
];
/** A party or counsel for its side, or whoever conducts. */
export const suggests = (me: Soul): Denials[number] => [
  leadsTalks(me) || speaksForSide(me),
  'role.not-allowed',
];
export const isThere = (world: World, draft: string | null, id: string): Denials[number] => [
  clauseIn(world, draft, id) !== undefined,
  'clause.unknown',
];
export const follows = (world: World, draft: string | null, after: string | null): Denials =>
  after === null ? [] : [isThere(world, draft, after)];

/** After another clause; before all for null, and behind all for one that is not there any more. */
export function putIn({ clauses }: Paper, clause: Clause, after: string | null): void {
  const found = clauses.findIndex(({ id }) => id === after);
  clauses.splice(after === null ? 0 : found < 0 ? clauses.length : found + 1, 0, clause);
}

/** With it goes what was remarked on it, and what was proposed about it has nothing to be about. */
export function takeOut(world: World, draft: string | null, id: string): void {
  const paper = paperOf(world, draft);
  if (paper === null) return;
  paper.clauses = paper.clauses.filter((clause) => clause.id !== id);
  for (const proposal of paper.proposals) {
    const { outcome, change } = proposal;
    if (outcome.kind === 'open' && change.kind !== 'new' && change.clause === id)
      proposal.outcome = { kind: 'void' };
  }
  world.remarks.keep(({ of, clause }) => of !== draft || clause !== id);
}

/** A draft again: nothing that was agreed to stands. */
export const reopen = (clause: Clause): void =>
  void Object.assign(clause, { state: 'draft', agreedBy: [], agreedHash: null });

export const note = (
  { deeds }: Clause,
  deed: Pick<Clause['deeds'][number], 'kind' | 'at'> & Partial<Clause['deeds'][number]>,
): void => void deeds.push({ side: null, reason: '', proposal: null, ...deed });
