import type { AgreementCommand, AgreementView, BookView, DocumentRef } from '@parley/shared/agreement';
import type { InterpretingCommand } from '@parley/shared/session';
import { must } from '../violation.ts';
import type { Effects } from './places.ts';
import { sees } from './sight.ts';
import {
  type Clause,
  type Denials,
  firstOf,
  leadsTalks,
  type Paper,
  placed,
  readsRemark,
  type Refused,
  roleChecks,
  roomOf,
  type Soul,
  type World,
} from './world.ts';

/** The agreement and the drafts, as the oracle makes them out: which clauses there are, and what was remarked. */

/** What is asked of documents here; whatever needs their words is not. */
export type DocumentCommand = Extract<
  AgreementCommand,
  {
    type:
      | 'agreement.start'
      | 'clause.add'
      | 'clause.remove'
      | 'clause.propose'
      | 'clause.reopen'
      | 'clause.disagree'
      | 'comment.make'
      | 'comment.resolve';
  }
>;
export type Unasked = Exclude<AgreementCommand, DocumentCommand> | InterpretingCommand;

const roomOfDraft = (document: DocumentRef): string | null =>
  document.kind === 'draft' ? document.room : null;
const paperOf = (world: World, draft: string | null): Paper | null =>
  draft === null ? world.agreement : (world.drafts.get(draft) ?? null);

const speaksForSide = ({ role }: Soul): boolean => role === 'party' || role === 'counsel';

/** Why somebody may not do this now, by the words of the rules; null when they may. */
export function documentRefusal(world: World, command: DocumentCommand, me: Soul): Refused {
  const { conducts } = roleChecks(world, me);
  const voiced: Denials[number] = [me.role !== 'observer', 'role.not-allowed'];
  const stands: Denials = [
    [placed(me), 'room.not-in'],
    [me.where.at === 'in', 'room.not-settled'],
  ];
  const opens = (draft: string | null): Denials => [
    ...stands,
    [(draft === null || roomOf(me) === draft) && paperOf(world, draft) !== null, 'document.unknown'],
  ];
  const arranges = (draft: string | null): Denials => [
    ...opens(draft),
    ...(draft === null ? conducts : [voiced]),
  ];
  const clauseIn = (draft: string | null, id: string): Clause | undefined =>
    paperOf(world, draft)?.clauses.find((clause) => clause.id === id);
  const isThere = (draft: string | null, id: string): Denials[number] => [
    clauseIn(draft, id) !== undefined,
    'clause.unknown',
  ];

  switch (command.type) {
    case 'agreement.start': {
      const draft = roomOfDraft(command.document);
      const isNew: Denials[number] = [paperOf(world, draft) === null, 'document.exists'];
      if (draft === null) return firstOf(...conducts, ...stands, isNew);
      return firstOf(
        voiced,
        ...stands,
        [roomOf(me) === draft, 'room.not-in'],
        [world.rooms.get(draft)?.kind === 'caucus', 'document.not-here'],
        isNew,
      );
    }
    case 'clause.add': {
      const draft = roomOfDraft(command.document);
      const follows: Denials = command.after === null ? [] : [isThere(draft, command.after)];
      return firstOf(...arranges(draft), ...follows);
    }
    case 'clause.remove': {
      const draft = roomOfDraft(command.document);
      const { clause } = command;
      return firstOf(...arranges(draft), isThere(draft, clause), [
        clauseIn(draft, clause)?.state === 'draft',
        'clause.not-draft',
      ]);
    }
    case 'clause.propose': {
      const clause = clauseIn(null, command.clause);
      return firstOf(
        ...opens(null),
        [leadsTalks(me) || speaksForSide(me), 'role.not-allowed'],
        isThere(null, command.clause),
        [clause?.state === 'draft', 'clause.not-draft'],
        [leadsTalks(me) || clause?.pen === 'everyone', 'clause.not-your-pen'],
      );
    }
    case 'clause.reopen':
      return firstOf(...arranges(null), isThere(null, command.clause), [
        clauseIn(null, command.clause)?.state !== 'draft',
        'clause.is-draft',
      ]);
    case 'clause.disagree':
      return firstOf(...opens(null), [speaksForSide(me), 'role.not-allowed'], isThere(null, command.clause), [
        clauseIn(null, command.clause)?.state === 'proposed',
        'clause.not-proposed',
      ]);
    case 'comment.make': {
      const draft = roomOfDraft(command.document);
      const room = draft ?? command.room;
      return firstOf(
        ...opens(draft),
        voiced,
        [room === null || roomOf(me) === room, 'room.not-in'],
        isThere(draft, command.clause),
      );
    }
    case 'comment.resolve': {
      const draft = roomOfDraft(command.document);
      const remark = world.remarks.find(({ id, of }) => id === command.comment && of === draft);
      const own = remark?.author === me.id || (me.side !== null && remark?.side === me.side);
      return firstOf(
        [placed(me), 'room.not-in'],
        ...(draft === null ? [] : stands),
        [(draft === null || roomOf(me) === draft) && paperOf(world, draft) !== null, 'document.unknown'],
        [remark !== undefined && readsRemark(world, me, remark), 'comment.unknown'],
        ...stands,
        voiced,
        [draft !== null || own || leadsTalks(me), 'comment.not-yours'],
      );
    }
  }
}

/** What follows from it, once it is stored. */
export function documentEffects(world: World, command: DocumentCommand, me: Soul): Effects {
  const paper = (draft: string | null): Paper => paperOf(world, draft) ?? { clauses: [] };
  const inAgreement = (id: string, then: (clause: Clause) => void): Effects => [
    () => {
      const found = paper(null).clauses.find((clause) => clause.id === id);
      if (found !== undefined) then(found);
    },
  ];
  switch (command.type) {
    case 'agreement.start': {
      const draft = roomOfDraft(command.document);
      const pen = draft === null ? 'mediator' : 'everyone';
      const clauses = command.ids.map((id): Clause => ({ id, pen, state: 'draft', objection: null }));
      return [
        () => {
          if (draft === null) world.agreement = { clauses };
          else world.drafts.set(draft, { clauses });
        },
      ];
    }
    case 'clause.add': {
      const draft = roomOfDraft(command.document);
      const { clause: id, after } = command;
      const pen = draft === null ? command.pen.kind : 'everyone';
      return [
        () => {
          const { clauses } = paper(draft);
          const place = after === null ? 0 : clauses.findIndex((clause) => clause.id === after) + 1;
          clauses.splice(place, 0, { id, pen, state: 'draft', objection: null });
        },
      ];
    }
    case 'clause.remove': {
      const draft = roomOfDraft(command.document);
      return [
        () => {
          const text = paper(draft);
          text.clauses = text.clauses.filter(({ id }) => id !== command.clause);
          world.remarks = world.remarks.filter(({ of, clause }) => of !== draft || clause !== command.clause);
        },
      ];
    }
    case 'clause.propose':
      return inAgreement(command.clause, (clause) => {
        clause.state = 'proposed';
        clause.objection = null;
      });
    case 'clause.reopen':
      return inAgreement(command.clause, (clause) => {
        clause.state = 'draft';
      });
    case 'clause.disagree':
      return inAgreement(command.clause, (clause) => {
        clause.state = 'draft';
        clause.objection = me.side;
      });
    case 'comment.make': {
      const of = roomOfDraft(command.document);
      const { id, clause, text } = command;
      const room = of ?? command.room;
      return [
        () => {
          const inside = world.all().filter((soul) => room !== null && roomOf(soul) === room);
          const witnesses = new Set(inside.map((soul) => soul.id));
          const { id: author, side } = me;
          world.remarks.push({ id, of, clause, room, author, side, text, witnesses, resolved: false });
        },
      ];
    }
    case 'comment.resolve': {
      const remark = world.remarks.find(({ id }) => id === command.comment);
      if (remark === undefined || remark.resolved === command.resolved) return [];
      return [() => void (remark.resolved = command.resolved)];
    }
  }
}

/** Every field of it that tells of anything, judged by who is where. Throws a `Violation` that names what is wrong. */
export function judgePapers(world: World, me: Soul, view: AgreementView): void {
  const here = roomOf(me);
  const agreement = placed(me) ? world.agreement : null;
  const draft = here === null ? null : paperOf(world, here);
  judgePaper(world, me, view.agreement, agreement, null);
  judgePaper(world, me, view.draft, draft, here);
  const isHere = me.where.at === 'in';
  const mayBegin = world.rooms.get(here ?? '')?.kind === 'caucus' && me.role !== 'observer';
  const mayStart = [
    ...(world.agreement === null && isHere && leadsTalks(me) ? ['agreement'] : []),
    ...(draft === null && mayBegin ? ['draft'] : []),
  ];
  same(me, 'what may be begun', view.mayStart, mayStart);
}

function judgePaper(
  world: World,
  me: Soul,
  shown: BookView | null,
  paper: Paper | null,
  of: string | null,
): void {
  const what = of === null ? 'the agreement' : 'a draft';
  same(me, what, shown !== null, paper !== null);
  if (shown === null || paper === null) return;
  const stands = me.where.at === 'in';
  const voiced = me.role !== 'observer';
  const writesForAll =
    leadsTalks(me) || me.role === 'recorder' || (me.role === 'interpreter' && me.side === null);
  same(
    me,
    `the clauses of ${what}`,
    shown.clauses.map(({ id, state, objection, mayEdit }) => [id, state, objection?.side ?? null, mayEdit]),
    paper.clauses.map(({ id, state, objection, pen }) => [
      id,
      state,
      objection,
      stands && voiced && state === 'draft' && (pen === 'everyone' || writesForAll),
    ]),
  );
  same(
    me,
    `the remarks on ${what}`,
    shown.comments.map(({ id, text, author, side, resolved }) => [id, text, author, side, resolved]),
    world.remarks
      .filter((remark) => remark.of === of && readsRemark(world, me, remark))
      .map(({ id, text, author, side, resolved }) => [
        id,
        text,
        sees(world, me, world.soul(author)) ? author : null,
        side,
        resolved,
      ]),
  );
}

function same(me: Soul, what: string, shown: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(shown), JSON.stringify(expected)];
  must(a === b, () => `${me.id} is shown ${what} as ${a} instead of ${b}`);
}
