import type { AgreementCommand, AgreementView, DocumentRef } from '@parley/shared/agreement';
import { documentRefusal, mayRemove, mayRestart, writeRefusal } from './documents.ts';
import { arranges, missing, paperOf, sidesAsked } from './papers.ts';
import type { Plain } from './plain.ts';
import { isOpen, mayAccept, mayCounter, mayPropose, mayPublish, refusalsOf } from './proposals.ts';
import { mayResolve } from './remarks.ts';
import { sees } from './sight.ts';
import { keeps, restores } from './versions.ts';
import { firstOf, placed, readsRemark, roomOf } from './conditions.ts';
import type { Answer, Clause, Paper, Remark, Suggestion } from './paper.ts';
import type { Soul, World } from './world.ts';

export type PapersView = Plain<AgreementView>;
type BookView = NonNullable<PapersView['agreement']>;
type BareBook = Omit<BookView, 'comments'>;
export interface BarePapers extends Pick<PapersView, 'mayStart'> {
  readonly agreement: BareBook | null;
  readonly draft: BareBook | null;
}
type ClauseView = BookView['clauses'][number];
export type RemarkView = BookView['comments'][number];
/** As its reader is shown it. */
type Shows = (remark: Remark) => RemarkView;

/** All that somebody may know of the agreement and of the draft of their caucus, field by field. */
export function papersOf(world: World, me: Soul, bare: BarePapers, shows: Shows): PapersView {
  const { agreement, draft, mayStart: begins } = bare;
  const commented = (book: BareBook, room: string | null): BookView => ({
    ...book,
    comments: world.remarks.all
      .filter((remark) => remark.of === room && readsRemark(world, me, remark))
      .map(shows),
  });
  return {
    agreement: agreement === null ? null : commented(agreement, null),
    draft: draft === null ? null : commented(draft, roomOf(me)),
    mayStart: begins,
  };
}

/** All of it but what is remarked. */
export function barePapersOf(world: World, me: Soul): BarePapers {
  const here = roomOf(me);
  const agreement = placed(me) ? world.agreement : null;
  const draft = here === null ? null : paperOf(world, here);
  return {
    agreement: agreement === null ? null : bookOf(world, me, agreement, null),
    draft: draft === null ? null : bookOf(world, me, draft, here),
    mayStart: [
      ...(mayStart(world, me, null) ? (['agreement'] as const) : []),
      ...(here !== null && mayStart(world, me, here) ? (['draft'] as const) : []),
    ],
  };
}

/** From the draft of where they stand; hangs on who else is there. */
export function letsOut(world: World, me: Soul): boolean {
  const here = roomOf(me);
  return here !== null && firstOf(...mayPublish(world, me, here)) === null;
}

const documentIn = (room: string | null): Plain<DocumentRef> =>
  room === null ? { kind: 'agreement' } : { kind: 'draft', room };

const may = (world: World, me: Soul, command: Plain<AgreementCommand>): boolean =>
  documentRefusal(world, command, me) === null;

const mayStart = (world: World, me: Soul, room: string | null): boolean =>
  may(world, me, {
    type: 'agreement.start',
    document: documentIn(room),
    template: 'blank',
    languages: [],
    prevailing: 'zh',
    ids: [],
  });

function bookOf(world: World, me: Soul, paper: Paper, room: string | null): BareBook {
  const stands = me.where.at === 'in';
  const sides = world.created.sides.map(({ id }) => id as string);
  const aNewClause = { kind: 'new', clause: '', after: null, texts: {} } as const;
  return {
    languages: paper.languages,
    prevailing: paper.prevailing,
    clauses: paper.clauses.map((clause) => clauseOf(world, me, clause, room)),
    proposals: paper.proposals.filter(isOpen).map((proposal) => proposalOf(world, me, proposal)),
    refusals: refusalsOf(paper).map(({ id, change, side, outcome }) => ({
      proposal: id,
      kind: change.kind,
      clause: change.clause,
      after: change.kind === 'new' ? change.after : null,
      side,
      outcome,
    })),
    excused: room === null ? [...world.excused].map(([side, reason]) => ({ side, reason })) : [],
    mayExcuse: sides.filter(
      (side) => room === null && may(world, me, { type: 'side.excuse', side, reason: '' }),
    ),
    mayAsk: sides.filter((side) => room === null && may(world, me, { type: 'side.ask', side })),
    maySuggest: room === null && firstOf(...mayPropose(world, me, aNewClause)) === null,
    versions: paper.versions.map(({ id, name, why, by, at, hash }) => ({
      id,
      name,
      why,
      at,
      hash,
      by: by !== null && sees(world, me, world.soul(by)) ? by : null,
    })),
    mayKeep: firstOf(...keeps(world, me, room)) === null,
    mayRestore: firstOf(...restores(world, me, room)) === null,
    mayRestart: firstOf(...mayRestart(world, me, room)) === null,
    mayComment: stands && me.role !== 'observer' && paper.clauses.length > 0,
    mayArrange: firstOf(...arranges(world, me, room)) === null,
    mayPublish: room !== null && letsOut(world, me),
  };
}

function clauseOf(world: World, me: Soul, clause: Clause, room: string | null): ClauseView {
  const { id, state, pen, agreedBy, agreedHash, objection, aligned, letOut } = clause;
  const of = { clause: id };
  return {
    id,
    state,
    pen,
    agreedBy,
    objection,
    aligned:
      aligned === null
        ? null
        : { ...aligned, by: sees(world, me, world.soul(aligned.by)) ? aligned.by : null },
    letOut,
    without: state === 'agreed' || state === 'locked' ? missing(world, clause) : [],
    mayEdit: writeRefusal(world, room, id, me) === null,
    mayRemove: firstOf(...mayRemove(world, me, room, id)) === null,
    mayPropose: may(world, me, { type: 'clause.propose', ...of }),
    mayAgree: may(world, me, { type: 'clause.agree', ...of, hash: agreedHash ?? '' }),
    mayDisagree: may(world, me, { type: 'clause.disagree', ...of, reason: '' }),
    mayReopen: may(world, me, { type: 'clause.reopen', ...of }),
    mayLock: may(world, me, { type: 'clause.lock', ...of }),
    mayAlign: may(world, me, { type: 'clause.align', ...of, texts: {} }),
    maySuggest: room === null && firstOf(...mayPropose(world, me, { kind: 'remove', ...of })) === null,
  };
}

function proposalOf(world: World, me: Soul, proposal: Suggestion): BookView['proposals'][number] {
  const { id, side, change, base, note, at, counters, acceptedBy } = proposal;
  const of = { proposal: id };
  return {
    id,
    side,
    change,
    base,
    note,
    at,
    counters,
    acceptedBy,
    waitsFor: sidesAsked(world).filter((each) => each !== side && !acceptedBy.includes(each)),
    mayAccept: firstOf(...mayAccept(world, me, id)) === null,
    mayRefuse: may(world, me, { type: 'proposal.refuse', ...of, reason: '' }),
    mayCounter: firstOf(...mayCounter(world, me, id)) === null,
    mayWithdraw: may(world, me, { type: 'proposal.withdraw', ...of }),
  };
}

/** What was said, and by whom as far as its reader sees them. */
function saidOf(
  world: World,
  me: Soul,
  { id, author, side, text, mentions, at }: Answer,
): RemarkView['answers'][number] {
  const isSeen = (who: string): boolean => {
    const soul = world.souls.get(who);
    return soul !== undefined && sees(world, me, soul);
  };
  return { id, author: isSeen(author) ? author : null, side, text, mentions: mentions.filter(isSeen), at };
}

export function remarkOf(world: World, me: Soul, remark: Remark): RemarkView {
  const { of, clause, room, language, anchor, quote, answers, resolved } = remark;
  return {
    ...saidOf(world, me, remark),
    clause,
    language,
    anchor,
    quote,
    scope: room === null ? 'everyone' : 'room',
    answers: answers
      .filter((answer) => readsRemark(world, me, answer))
      .map((answer) => saidOf(world, me, answer)),
    resolved,
    mayAnswer: me.where.at === 'in' && me.role !== 'observer' && !resolved,
    mayResolve: firstOf(...mayResolve(world, me, of, remark)) === null,
  };
}
