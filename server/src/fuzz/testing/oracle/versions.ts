import type { AgreementCommand, Keeping, KeptWhy, RichText, Standing } from '@parley/shared/agreement';
import type { Command } from '@parley/shared/session';
import type { Effects } from './places.ts';
import type { Plain } from './plain.ts';
import { arranges, clauseIn, note, paperOf, putIn, reopen, roomOfDraft, takeOut } from './papers.ts';
import { type Denials, firstOf, type Refused } from './conditions.ts';
import { type Clause, type Kept, newClause, type Paper } from './paper.ts';
import type { Soul, World } from './world.ts';

/** Documents as they were, and how one is put back. */

type Restoring = Extract<AgreementCommand, { type: 'version.restore' }>;
export type VersionCommand = Extract<AgreementCommand, { type: 'version.make' }> | Restoring;

/** Every clause there is, in order, in every language: or it was changed while it was read. */
export function isWhole(paper: Paper | null, { words }: Plain<Pick<Keeping, 'words'>>): Denials[number] {
  const same =
    paper?.clauses.map(({ id }) => id).join() === words.map(({ clause }) => clause).join() &&
    words.every(({ texts }) => isIn(paper, Object.keys(texts)));
  return [same, 'clause.changed'];
}
const isIn = (paper: Paper | null, given: readonly string[]): boolean =>
  [...given].toSorted().join() === [...(paper?.languages ?? [])].toSorted().join();

export const versionIn = (world: World, draft: string | null, id: string): Kept | undefined =>
  paperOf(world, draft)?.versions.find((version) => version.id === id);

/** As the rules bound both. */
const MOST = 100;

export const keeps = (world: World, me: Soul, draft: string | null): Denials => {
  const named = paperOf(world, draft)?.versions.filter(({ name }) => name !== null) ?? [];
  return [...arranges(world, me, draft), [named.length < MOST, 'version.too-many']];
};
export const restores = (world: World, me: Soul, draft: string | null): Denials => [
  ...arranges(world, me, draft),
  [(paperOf(world, draft)?.restores ?? 0) < MOST, 'version.restored-too-often'],
];

/** What is kept by itself. */
export const keepRefusal = (world: World, command: Plain<Keeping>): Refused => {
  const paper = paperOf(world, roomOfDraft(command.document));
  return firstOf([paper !== null, 'document.unknown'], isWhole(paper, command));
};

export function versionRefusal(world: World, command: Plain<VersionCommand>, me: Soul): Refused {
  const draft = roomOfDraft(command.document);
  const paper = paperOf(world, draft);
  switch (command.type) {
    case 'version.make':
      return firstOf(...keeps(world, me, draft), isWhole(paper, command));
    case 'version.restore': {
      const fit = command.clauses.every(
        ({ id, texts }) => clauseIn(world, draft, id) !== undefined || isIn(paper, Object.keys(texts)),
      );
      return firstOf(
        ...restores(world, me, draft),
        [versionIn(world, draft, command.version) !== undefined, 'version.unknown'],
        [fit, 'request.malformed'],
      );
    }
  }
}

export function keepEffects(
  world: World,
  draft: string | null,
  { id, hash, words }: Standing,
  { name, why, by, at }: Pick<Kept, 'name' | 'why' | 'by' | 'at'>,
): Effects {
  const paper = paperOf(world, draft);
  if (paper === null) return [];
  const { languages, prevailing } = paper;
  const clauses = words.map(({ clause, texts }, index) => ({
    id: clause,
    state: paper.clauses[index]?.state ?? 'draft',
    texts,
  }));
  const content = { languages, prevailing, clauses };
  return [() => void paper.versions.push({ id, name, why, by, at, hash, content })];
}

/** What there is stays readable before words go, unless it was what was kept last. */
export const keepsFirst = (
  world: World,
  draft: string | null,
  standing: Standing,
  why: KeptWhy,
  at: number,
): Effects =>
  paperOf(world, draft)?.versions.at(-1)?.hash === standing.hash
    ? []
    : keepEffects(world, draft, standing, { name: null, why, by: null, at });

/**
 * The clauses that it had, in its order, with its words; those that came later stay behind the one they follow when they
 * were put to the sides, and are taken out when not. What is locked stays as it is.
 */
export function restoreEffects(world: World, { document, clauses: then }: Restoring, at: number): Effects {
  const draft = roomOfDraft(document);
  const paper = paperOf(world, draft);
  if (paper === null) return [];
  const now = [...paper.clauses];
  const had = new Set<string>(then.map(({ id }) => id));
  const put = then.filter(({ id, texts }) => {
    const there = now.find((clause) => clause.id === id);
    return there === undefined || (Object.keys(texts).length > 0 && there.state !== 'locked');
  });
  const leaving = now.filter(({ id, state }) => !had.has(id) && state === 'draft');
  const order: string[] = then.map(({ id }) => id);
  let before: string | null = null;
  for (const clause of now) {
    if (leaving.includes(clause)) continue;
    if (!had.has(clause.id)) order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, clause.id);
    before = clause.id;
  }
  if (put.length === 0 && order.join() === now.map(({ id }) => id).join()) return [];
  return [
    () => {
      paper.restores += 1;
      for (const { id } of leaving) takeOut(world, draft, id);
      const pen = { kind: draft === null ? 'mediator' : 'everyone' } as const;
      const staying = new Map<string, Clause>(paper.clauses.map((clause) => [clause.id, clause]));
      paper.clauses = [];
      for (const id of order)
        putIn(paper, staying.get(id) ?? newClause(id, pen), paper.clauses.at(-1)?.id ?? null);
      for (const { id, texts } of put) {
        const clause = clauseIn(world, draft, id);
        if (clause === undefined) continue;
        reopen(clause);
        clause.objection = null;
        Object.assign(clause.decided, texts);
        note(clause, { kind: 'restored', at });
      }
    },
  ];
}

interface Words {
  readonly draft: string | null;
  readonly clause: string;
  readonly texts: Readonly<Record<string, RichText>>;
}

const standingIn = (draft: string | null, { words }: Standing): readonly Words[] =>
  words.map(({ clause, texts }) => ({ draft, clause, texts }));

/** What a command says of the words of a document as they are. */
export function wordsIn(command: Command): readonly Words[] {
  switch (command.type) {
    case 'version.keep':
    case 'version.make':
      return standingIn(roomOfDraft(command.document), command);
    case 'agreement.restart':
    case 'clause.remove':
      return standingIn(roomOfDraft(command.document), command.standing);
    case 'proposal.accept':
      return command.standing === null ? [] : standingIn(null, command.standing);
    case 'draft.publish':
      return command.clauses.map(({ from, texts }) => ({ draft: command.room, clause: from, texts }));
    default:
      return [];
  }
}
