import type { AgreementCommand, DocumentRef } from '@parley/shared/agreement';
import type { Effects } from './places.ts';
import type { Plain } from './plain.ts';
import { sees } from './sight.ts';
import {
  type Clause,
  type Denials,
  firstOf,
  leadsTalks,
  type Paper,
  type Remark,
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
      | 'clause.move'
      | 'clause.pen'
      | 'clause.propose'
      | 'clause.reopen'
      | 'clause.disagree'
      | 'comment.make'
      | 'comment.answer'
      | 'comment.resolve';
  }
>;
export type Unasked = Exclude<AgreementCommand, DocumentCommand>;

const roomOfDraft = (document: Plain<DocumentRef>): string | null =>
  document.kind === 'draft' ? document.room : null;
export const paperOf = (world: World, draft: string | null): Paper | null =>
  draft === null ? world.agreement : (world.drafts.get(draft) ?? null);

const isSeen = (world: World, me: Soul, id: string): boolean => {
  const other = world.souls.get(id);
  return other !== undefined && sees(world, me, other);
};

export const speaksForSide = ({ role }: Soul): boolean => role === 'party' || role === 'counsel';

/** Whose words a clause takes: the mediators', one side's, or everyone's. */
export function holdsPen(me: Soul, pen: Clause['pen']): boolean {
  switch (pen.kind) {
    case 'everyone':
      return true;
    case 'side':
      return me.side === pen.side;
    case 'mediator':
      return leadsTalks(me) || me.role === 'recorder' || (me.role === 'interpreter' && me.side === null);
  }
}

/** Why somebody may not do this now, by the words of the rules; null when they may. */
export function documentRefusal(world: World, command: Plain<DocumentCommand>, me: Soul): Refused {
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
  const follows = (draft: string | null, after: string | null): Denials =>
    after === null ? [] : [isThere(draft, after)];
  const isPen = (pen: Clause['pen']): Denials[number] => [
    pen.kind !== 'side' || world.created.sides.some(({ id }) => id === pen.side),
    'side.unknown',
  ];
  const knowsRemark = (draft: string | null, remark: Remark | undefined): Denials => [
    [placed(me), 'room.not-in'],
    ...(draft === null ? [] : stands),
    [(draft === null || roomOf(me) === draft) && paperOf(world, draft) !== null, 'document.unknown'],
    [remark !== undefined && readsRemark(world, me, remark), 'comment.unknown'],
    ...stands,
    voiced,
  ];
  // Whoever cannot be seen is nobody.
  const isMentioned = (people: readonly string[]): Denials[number] => [
    people.every((id) => isSeen(world, me, id)),
    'participant.unknown',
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
      const pen = draft === null ? [isPen(command.pen)] : [];
      return firstOf(...arranges(draft), ...pen, ...follows(draft, command.after));
    }
    case 'clause.move': {
      const draft = roomOfDraft(command.document);
      return firstOf(...arranges(draft), isThere(draft, command.clause), ...follows(draft, command.after));
    }
    case 'clause.pen':
      return firstOf(...arranges(null), isThere(null, command.clause), isPen(command.pen));
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
        [leadsTalks(me) || (clause !== undefined && holdsPen(me, clause.pen)), 'clause.not-your-pen'],
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
        isMentioned(command.mentions),
      );
    }
    case 'comment.answer': {
      const draft = roomOfDraft(command.document);
      const remark = world.remarks.find(({ id, of }) => id === command.comment && of === draft);
      return firstOf(
        ...knowsRemark(draft, remark),
        [remark?.resolved === false, 'comment.resolved'],
        isMentioned(command.mentions),
      );
    }
    case 'comment.resolve': {
      const draft = roomOfDraft(command.document);
      const remark = world.remarks.find(({ id, of }) => id === command.comment && of === draft);
      const own = remark?.author === me.id || (me.side !== null && remark?.side === me.side);
      return firstOf(...knowsRemark(draft, remark), [
        draft !== null || own || leadsTalks(me),
        'comment.not-yours',
      ]);
    }
  }
}

const insideOf = (world: World, room: string | null): ReadonlySet<string> =>
  new Set(
    world
      .all()
      .filter((soul) => room !== null && roomOf(soul) === room)
      .map(({ id }) => id),
  );

/** What follows from it, once it is stored. */
export function documentEffects(world: World, command: DocumentCommand, me: Soul, at: number): Effects {
  const paper = (draft: string | null): Paper =>
    paperOf(world, draft) ?? { languages: [], prevailing: '', clauses: [] };
  const inAgreement = (id: string, then: (clause: Clause) => void): Effects => [
    () => {
      const found = paper(null).clauses.find((clause) => clause.id === id);
      if (found !== undefined) then(found);
    },
  ];
  switch (command.type) {
    case 'agreement.start': {
      const draft = roomOfDraft(command.document);
      const pen = { kind: draft === null ? 'mediator' : 'everyone' } as const;
      const clauses = command.ids.map((id): Clause => ({ id, pen, state: 'draft', objection: null }));
      const { languages, prevailing } = command;
      return [
        () => {
          if (draft === null) world.agreement = { languages, prevailing, clauses };
          else world.drafts.set(draft, { languages, prevailing, clauses });
        },
      ];
    }
    case 'clause.add': {
      const draft = roomOfDraft(command.document);
      const { clause: id, after } = command;
      const pen = draft === null ? command.pen : ({ kind: 'everyone' } as const);
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
    case 'clause.move': {
      const draft = roomOfDraft(command.document);
      const { clause: id, after } = command;
      const { clauses } = paper(draft);
      const place = clauses.findIndex((clause) => clause.id === id);
      if (after === id || (clauses[place - 1]?.id ?? null) === after) return [];
      return [
        () => {
          const [clause] = clauses.splice(place, 1);
          const next = after === null ? 0 : clauses.findIndex((each) => each.id === after) + 1;
          if (clause !== undefined) clauses.splice(next, 0, clause);
        },
      ];
    }
    case 'clause.pen':
      return inAgreement(command.clause, (clause) => {
        clause.pen = command.pen;
      });
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
        clause.objection = { side: me.side ?? '', reason: command.reason };
      });
    case 'comment.make': {
      const of = roomOfDraft(command.document);
      const { id, clause, text, language, anchor, quote, mentions } = command;
      const room = of ?? command.room;
      return [
        () => {
          const witnesses = insideOf(world, room);
          const { id: author, side } = me;
          const said = { id, clause, text, language, anchor, quote, mentions, at, author, side };
          world.remarks.push({ ...said, of, room, witnesses, answers: [], resolved: false });
        },
      ];
    }
    case 'comment.answer': {
      const { id, text, mentions } = command;
      return [
        () => {
          const remark = world.remarks.find((each) => each.id === command.comment);
          if (remark === undefined) return;
          const { of, room } = remark;
          const said = { id, text, mentions, at, author: me.id, side: me.side };
          remark.answers.push({ ...said, of, room, witnesses: insideOf(world, room) });
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
