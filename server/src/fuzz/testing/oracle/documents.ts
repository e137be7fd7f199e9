import type { AgreementCommand, Starting } from '@parley/shared/agreement';
import {
  arranges,
  askAgain,
  clauseIn,
  follows,
  isAway,
  isThere,
  missing,
  note,
  opens,
  paperOf,
  putIn,
  reopen,
  roomOfDraft,
  sideOfWord,
  sidesAsked,
  sidesInvited,
  speaksForSide,
  standing,
  suggests,
  takeOut,
} from './papers.ts';
import type { Effects } from './places.ts';
import type { Plain } from './plain.ts';
import { endProposals, proposalEffects, proposalRefusal } from './proposals.ts';
import { remarkEffects, remarkRefusal } from './remarks.ts';
import { isWhole, keepEffects, keepsFirst, restoreEffects, restores, versionRefusal } from './versions.ts';
import { type Denials, firstOf, leadsTalks, type Refused, roleChecks, roomOf } from './conditions.ts';
import { type Clause, newClause, newPaper, type Paper } from './paper.ts';
import type { Soul, World } from './world.ts';

/** What is done with the agreement and the drafts: why it is refused, and what follows from it. */

/** Whose words a clause takes: the mediators', one side's, or everyone's. */
function holdsPen(me: Soul, pen: Clause['pen']): boolean {
  switch (pen.kind) {
    case 'everyone':
      return true;
    case 'side':
      return me.side === pen.side;
    case 'mediator':
      return leadsTalks(me) || me.role === 'recorder' || (me.role === 'interpreter' && me.side === null);
  }
}

/** Why somebody may not write in a clause now; in a draft everyone in its room holds the pen. */
export function writeRefusal(world: World, draft: string | null, id: string, me: Soul): Refused {
  const clause = clauseIn(world, draft, id);
  return firstOf(
    ...opens(world, me, draft),
    [me.role !== 'observer', 'role.not-allowed'],
    isThere(world, draft, id),
    [clause?.state === 'draft', 'clause.not-draft'],
    [draft !== null || (clause !== undefined && holdsPen(me, clause.pen)), 'clause.not-your-pen'],
  );
}

/** It is begun anew as long as nobody has said yes to a word of it; as often as it may be put back. */
export const mayRestart = (world: World, me: Soul, draft: string | null): Denials => [
  ...restores(world, me, draft),
  [
    paperOf(world, draft)?.clauses.every(
      ({ state, agreedBy }) => !['agreed', 'locked'].includes(state) && agreedBy.length === 0,
    ) !== false,
    'document.agreed',
  ],
];

/** A clause is taken out while it is a draft. */
export const mayRemove = (world: World, me: Soul, draft: string | null, clause: string): Denials => [
  ...arranges(world, me, draft),
  isThere(world, draft, clause),
  [clauseIn(world, draft, clause)?.state === 'draft', 'clause.not-draft'],
];

const isPen = (world: World, pen: Clause['pen']): Denials[number] => [
  pen.kind !== 'side' || world.created.sides.some(({ id }) => id === pen.side),
  'side.unknown',
];

/** Why somebody may not do this now, by the words of the rules; null when they may. */
export function documentRefusal(world: World, command: Plain<AgreementCommand>, me: Soul): Refused {
  switch (command.type) {
    case 'agreement.start': {
      const draft = roomOfDraft(command.document);
      const isNew: Denials[number] = [paperOf(world, draft) === null, 'document.exists'];
      if (draft === null) return firstOf(...roleChecks(world, me).conducts, ...standing(me), isNew);
      return firstOf(
        [me.role !== 'observer', 'role.not-allowed'],
        ...standing(me),
        [roomOf(me) === draft, 'room.not-in'],
        [world.rooms.get(draft)?.kind === 'caucus', 'document.not-here'],
        isNew,
      );
    }
    case 'agreement.restart': {
      const draft = roomOfDraft(command.document);
      return firstOf(...mayRestart(world, me, draft), isWhole(paperOf(world, draft), command.standing));
    }
    case 'clause.add': {
      const draft = roomOfDraft(command.document);
      const pen = draft === null ? [isPen(world, command.pen)] : [];
      return firstOf(...arranges(world, me, draft), ...pen, ...follows(world, draft, command.after));
    }
    case 'clause.move': {
      const draft = roomOfDraft(command.document);
      return firstOf(
        ...arranges(world, me, draft),
        isThere(world, draft, command.clause),
        ...follows(world, draft, command.after),
      );
    }
    case 'clause.pen':
      return firstOf(
        ...arranges(world, me, null),
        isThere(world, null, command.clause),
        isPen(world, command.pen),
      );
    case 'clause.remove': {
      const draft = roomOfDraft(command.document);
      return firstOf(
        ...mayRemove(world, me, draft, command.clause),
        isWhole(paperOf(world, draft), command.standing),
      );
    }
    case 'clause.propose': {
      const clause = clauseIn(world, null, command.clause);
      return firstOf(
        ...opens(world, me, null),
        suggests(me),
        isThere(world, null, command.clause),
        [clause?.state === 'draft', 'clause.not-draft'],
        [leadsTalks(me) || (clause !== undefined && holdsPen(me, clause.pen)), 'clause.not-your-pen'],
      );
    }
    case 'clause.reopen':
      return firstOf(...arranges(world, me, null), isThere(world, null, command.clause), [
        clauseIn(world, null, command.clause)?.state !== 'draft',
        'clause.is-draft',
      ]);
    case 'clause.disagree':
      return firstOf(
        ...opens(world, me, null),
        [speaksForSide(me), 'role.not-allowed'],
        isThere(world, null, command.clause),
        [clauseIn(world, null, command.clause)?.state === 'proposed', 'clause.not-proposed'],
      );
    case 'clause.agree': {
      const clause = clauseIn(world, null, command.clause);
      const agreed = clause?.agreedHash ?? null;
      return firstOf(
        ...opens(world, me, null),
        [speaksForSide(me), 'role.not-allowed'],
        isThere(world, null, command.clause),
        [clause?.state === 'proposed', 'clause.not-proposed'],
        [!clause?.agreedBy.some((side) => side === me.side), 'clause.already-agreed'],
        [agreed === null || agreed === command.hash, 'clause.changed'],
      );
    }
    case 'clause.lock':
      return firstOf(...arranges(world, me, null), isThere(world, null, command.clause), [
        clauseIn(world, null, command.clause)?.state === 'agreed',
        'clause.not-agreed',
      ]);
    case 'side.excuse':
    case 'side.ask': {
      const { side } = command;
      const isExcused = world.excused.has(side);
      return firstOf(
        ...opens(world, me, null),
        ...roleChecks(world, me).presides,
        [sidesInvited(world).includes(side), 'side.unknown'],
        ...(command.type === 'side.ask'
          ? [[isExcused, 'side.not-excused'] as const]
          : [
              [!isExcused, 'side.excused'] as const,
              [isAway(world, side), 'side.here'] as const,
              // It takes two to agree.
              [sidesAsked(world).filter((each) => each !== side).length >= 2, 'side.too-few'] as const,
            ]),
      );
    }
    case 'clause.align': {
      const languages = world.agreement?.languages ?? [];
      const { languages: known } = me.person;
      return firstOf(
        ...opens(world, me, null),
        // What one knows one knows also after one was put out.
        [['mediator', 'co-mediator', 'interpreter'].includes(me.role), 'role.not-allowed'],
        // Whoever works for one side does not speak for all.
        [me.work === null || (me.side === null && me.work.patron.to !== 'party'), 'clause.for-one-side'],
        isThere(world, null, command.clause),
        [languages.length > 1, 'document.one-language'],
        [languages.every((each) => known.some((own) => own === each)), 'clause.not-your-languages'],
      );
    }
    case 'comment.make':
    case 'comment.answer':
    case 'comment.resolve':
      return remarkRefusal(world, command, me);
    case 'proposal.make':
    case 'proposal.counter':
    case 'proposal.accept':
    case 'proposal.refuse':
    case 'proposal.withdraw':
    case 'draft.publish':
      return proposalRefusal(world, command, me);
    case 'template.keep':
      return firstOf(
        ...arranges(world, me, null),
        ...command.clauses.flatMap(
          (id): Denials => [
            isThere(world, null, id),
            [['agreed', 'locked'].includes(clauseIn(world, null, id)?.state ?? ''), 'clause.not-agreed'],
            [missing(world, clauseIn(world, null, id)).length === 0, 'clause.not-agreed'],
          ],
        ),
      );
    case 'version.make':
    case 'version.restore':
      return versionRefusal(world, command, me);
  }
}

function begin(world: World, { document, ids, languages, prevailing }: Starting): Paper {
  const draft = roomOfDraft(document);
  const pen = { kind: draft === null ? 'mediator' : 'everyone' } as const;
  const paper = newPaper(
    languages,
    prevailing,
    ids.map((id) => newClause(id, pen)),
  );
  if (draft === null) world.agreement = paper;
  else world.drafts.set(draft, paper);
  return paper;
}

/** What waited for that side alone is agreed, and then what was proposed is carried out. */
function excuse(world: World, { side, reason }: { side: string; reason: string }, at: number): void {
  const { agreement } = world;
  world.excused.set(side, reason);
  if (agreement === null) return;
  const asked = sidesAsked(world);
  for (const clause of agreement.clauses) {
    const { state, agreedBy } = clause;
    if (state !== 'proposed' || !asked.every((each) => agreedBy.includes(each))) continue;
    clause.state = 'agreed';
    note(clause, { kind: 'excused', side, at });
  }
  endProposals(world, agreement, side, at);
}

/** What follows from it, once it is stored. */
export function documentEffects(world: World, command: AgreementCommand, me: Soul, at: number): Effects {
  const inAgreement = (id: string, then: (clause: Clause) => void): Effects => [
    () => {
      const found = clauseIn(world, null, id);
      if (found !== undefined) then(found);
    },
  ];
  const side = sideOfWord(me);
  switch (command.type) {
    case 'agreement.start':
      return [() => begin(world, command)];
    case 'agreement.restart': {
      const draft = roomOfDraft(command.document);
      return [
        ...keepsFirst(world, draft, command.standing, 'anew', at),
        () => {
          const before = paperOf(world, draft);
          const paper = begin(world, command);
          world.remarks.keep(({ of }) => of !== draft);
          if (before === null) return;
          paper.versions.push(...before.versions);
          paper.restores = before.restores + 1;
          for (const each of before.remarked) paper.remarked.set(...each);
        },
      ];
    }
    case 'clause.add': {
      const draft = roomOfDraft(command.document);
      const { clause: id, after } = command;
      const pen = draft === null ? command.pen : ({ kind: 'everyone' } as const);
      return [
        () => {
          const paper = paperOf(world, draft);
          if (paper !== null) putIn(paper, newClause(id, pen), after);
        },
      ];
    }
    case 'clause.remove': {
      const { document, clause, standing: stood } = command;
      const draft = roomOfDraft(document);
      return [...keepsFirst(world, draft, stood, 'removed', at), () => takeOut(world, draft, clause)];
    }
    case 'clause.move': {
      const paper = paperOf(world, roomOfDraft(command.document));
      const { clause: id, after } = command;
      const place = paper?.clauses.findIndex((clause) => clause.id === id) ?? -1;
      if (paper === null || after === id || (paper.clauses[place - 1]?.id ?? null) === after) return [];
      return [
        () => {
          const [clause] = paper.clauses.splice(place, 1);
          if (clause !== undefined) putIn(paper, clause, after);
        },
      ];
    }
    case 'clause.pen':
      return inAgreement(command.clause, (clause) => {
        clause.pen = command.pen;
      });
    case 'clause.propose':
      return inAgreement(command.clause, (clause) => {
        reopen(clause);
        clause.state = 'proposed';
        clause.objection = null;
        note(clause, { kind: 'proposed', side, at });
      });
    case 'clause.agree':
      return inAgreement(command.clause, (clause) => {
        clause.agreedBy.push(me.side ?? '');
        clause.agreedHash = command.hash;
        if (sidesAsked(world).every((each) => clause.agreedBy.includes(each))) clause.state = 'agreed';
        note(clause, { kind: 'agreed', side, at });
      });
    case 'clause.reopen':
      return inAgreement(command.clause, (clause) => {
        reopen(clause);
        note(clause, { kind: 'reopened', at });
      });
    case 'clause.disagree': {
      const { reason } = command;
      return inAgreement(command.clause, (clause) => {
        reopen(clause);
        clause.objection = { side: me.side ?? '', reason };
        note(clause, { kind: 'objected', side, reason, at });
      });
    }
    case 'clause.lock':
      return inAgreement(command.clause, (clause) => {
        clause.state = 'locked';
        note(clause, { kind: 'locked', at });
      });
    case 'side.excuse':
      return [() => excuse(world, command, at)];
    case 'side.ask':
      return [() => askAgain(world, command.side, 'asked', at)];
    case 'clause.align':
      return inAgreement(command.clause, (clause) => {
        clause.aligned = { texts: command.texts, by: me.id, at };
        note(clause, { kind: 'aligned', at });
      });
    case 'comment.make':
    case 'comment.answer':
    case 'comment.resolve':
      return remarkEffects(world, command, me, at);
    case 'proposal.make':
    case 'proposal.counter':
    case 'proposal.accept':
    case 'proposal.refuse':
    case 'proposal.withdraw':
    case 'draft.publish':
      return proposalEffects(world, command, me, at);
    case 'version.make':
      return keepEffects(world, roomOfDraft(command.document), command, {
        name: command.name,
        why: null,
        by: me.id,
        at,
      });
    case 'version.restore':
      return restoreEffects(world, command, at);
    // It is on record, and nothing of the session is another for it.
    case 'template.keep':
      return [() => undefined];
  }
}
