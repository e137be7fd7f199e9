import type { AgreementView, DocumentRef } from '@parley/shared/agreement';
import { type DocumentCommand, documentRefusal, holdsPen, paperOf, speaksForSide } from './documents.ts';
import type { Plain } from './plain.ts';
import { sees } from './sight.ts';
import {
  type Answer,
  type Clause,
  leadsTalks,
  type Paper,
  placed,
  readsRemark,
  roomOf,
  type Remark,
} from './world.ts';
import type { Soul, World } from './world.ts';

type View = Plain<AgreementView>;
type BookView = NonNullable<View['agreement']>;
type ClauseView = BookView['clauses'][number];
type CommentView = BookView['comments'][number];

/** All that somebody may know of the agreement and of the draft of their caucus, field by field. */
export function papersOf(world: World, me: Soul): View {
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

const documentIn = (room: string | null): Plain<DocumentRef> =>
  room === null ? { kind: 'agreement' } : { kind: 'draft', room };

const may = (world: World, me: Soul, command: Plain<DocumentCommand>): boolean =>
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

function bookOf(world: World, me: Soul, paper: Paper, room: string | null): BookView {
  const document = documentIn(room);
  const pen = { kind: 'everyone' } as const;
  const arranges = may(world, me, { type: 'clause.add', document, clause: '', after: null, pen });
  const stands = me.where.at === 'in';
  const suggests = stands && (leadsTalks(me) || speaksForSide(me));
  return {
    languages: paper.languages,
    prevailing: paper.prevailing,
    clauses: paper.clauses.map((clause) => clauseOf(world, me, clause, room)),
    proposals: [],
    refusals: [],
    maySuggest: room === null && suggests,
    versions: [],
    mayKeep: arranges,
    mayRestore: arranges,
    mayComment: stands && me.role !== 'observer' && paper.clauses.length > 0,
    comments: world.remarks
      .filter((remark) => remark.of === room && readsRemark(world, me, remark))
      .map((remark) => remarkOf(world, me, remark)),
    mayArrange: arranges,
    mayPublish: room !== null && suggests && world.agreement !== null,
  };
}

function clauseOf(
  world: World,
  me: Soul,
  { id, state, pen, objection }: Clause,
  room: string | null,
): ClauseView {
  const of = { clause: id };
  const stands = me.where.at === 'in';
  const answers = may(world, me, { type: 'clause.disagree', ...of, reason: '' });
  return {
    id,
    state,
    pen,
    agreedBy: [],
    objection,
    aligned: null,
    // No words leave a draft here.
    letOut: null,
    mayEdit: stands && me.role !== 'observer' && state === 'draft' && holdsPen(me, pen),
    mayRemove: may(world, me, { type: 'clause.remove', document: documentIn(room), ...of }),
    mayPropose: may(world, me, { type: 'clause.propose', ...of }),
    mayAgree: answers,
    mayDisagree: answers,
    mayReopen: may(world, me, { type: 'clause.reopen', ...of }),
    mayLock: false,
    mayAlign: false,
    maySuggest: room === null && stands && (leadsTalks(me) || speaksForSide(me)),
  };
}

/** What was said, and by whom as far as its reader sees them. */
function saidOf(
  world: World,
  me: Soul,
  { id, author, side, text, mentions, at }: Answer,
): CommentView['answers'][number] {
  const isSeen = (who: string): boolean => sees(world, me, world.soul(who));
  return { id, author: isSeen(author) ? author : null, side, text, mentions: mentions.filter(isSeen), at };
}

function remarkOf(world: World, me: Soul, remark: Remark): CommentView {
  const { id, of, clause, room, language, anchor, quote, answers, resolved } = remark;
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
    mayResolve: may(world, me, {
      type: 'comment.resolve',
      document: documentIn(of),
      comment: id,
      resolved: !resolved,
    }),
  };
}
