import {
  type ClauseId,
  type CommentId,
  OwnTemplateId,
  type ParticipantId,
  type ProposalId,
} from '../../ids.ts';
import type { Asked, Here } from '../../session/random/testing.ts';
import { isPresent, type Presence, settledIn } from '../../session/state.ts';
import { applicant, participant, respondent, third } from '../../session/testing.ts';
import { bookOf, type Pen } from '../book.ts';
import type { AgreementCommand } from '../commands.ts';
import type { DocumentRef } from '../document.ts';
import { type Change, isOpen } from '../proposal.ts';
import { clausesIn } from '../templates/index.ts';
import { TemplateId } from '../templates/template.ts';
import { anchor, clause, comment, hash, proposal, standingIn, version, written } from '../testing.ts';

/** What people try with the agreement and the drafts in random sessions. */

const pens: readonly Pen[] = [
  { kind: 'mediator' },
  { kind: 'everyone' },
  { kind: 'side', side: applicant },
  { kind: 'side', side: respondent },
];
const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

/** Somebody who stands in a room, mostly: of these roles, if any of them does. */
function somebody(
  { state, who, n }: Here,
  ...roles: readonly Presence['participant']['role'][]
): ParticipantId {
  const standing = [...state.people.values()].filter(
    (person) => settledIn(person) !== null && isPresent(person),
  );
  const fitting = standing.filter(({ participant: { role } }) => roles.length === 0 || roles.includes(role));
  const found = pick(fitting.length === 0 ? standing : fitting, n);
  return n % 9 === 0 ? who : (found?.participant.id ?? who);
}
/** Somebody who stands in a caucus, if anybody does. */
function apart(h: Here): ParticipantId {
  const inside = [...h.state.people.values()].filter(
    (person) => h.state.rooms.get(settledIn(person)?.room ?? h.state.plenary)?.kind === 'caucus',
  );
  return h.n % 9 === 0 ? h.who : (pick(inside, h.n)?.participant.id ?? somebody(h));
}
/** The document somebody means: the agreement, the draft of their room, or, now and then, another room's. */
function documentOf({ state, n, yes }: Here, by: ParticipantId): DocumentRef {
  const person = state.people.get(by);
  const own = person === undefined ? null : (settledIn(person)?.room ?? null);
  const room = n % 8 === 0 ? pick([...state.rooms.keys()], n) : own;
  return yes && room !== null && room !== undefined ? { kind: 'draft', room } : { kind: 'agreement' };
}
function clauseOf({ state, n }: Here, document: DocumentRef): ClauseId {
  const clauses = bookOf(state.agreement, document)?.clauses ?? [];
  return n % 17 === 0 ? clause('nowhere') : (pick(clauses, n)?.id ?? clause('nowhere'));
}
/** A clause of the agreement in this state, if there is one. */
function clauseThatIs(h: Here, ...states: readonly string[]): ClauseId {
  const clauses = h.state.agreement.agreement?.clauses ?? [];
  const fitting = clauses.filter(({ state }) => states.includes(state));
  return h.n % 7 === 0 ? clauseOf(h, { kind: 'agreement' }) : (pick(fitting, h.n)?.id ?? clause('nowhere'));
}

/** What somebody would have, and the words it is over. */
function changeOf(h: Here): { change: Change; base: Record<string, string> } {
  const about = clauseThatIs(h, 'draft', 'proposed', 'agreed');
  const texts = { zh: written(`乙 ${h.n}`) };
  const base = { zh: '甲', en: 'a' };
  switch (h.n % 4) {
    case 0:
      return { change: { kind: 'remove', clause: about }, base };
    case 1:
      return { change: { kind: 'new', clause: clause(`k-${h.fresh}`), after: about, texts }, base: {} };
    default:
      return { change: { kind: 'change', clause: about, texts }, base };
  }
}
function proposalOf({ state, n }: Here): ProposalId {
  const proposals = state.agreement.agreement?.proposals ?? [];
  const open = proposals.filter(isOpen);
  return pick(n % 7 === 0 ? proposals : open, n)?.id ?? proposal('nowhere');
}

const commentIn = ({ state, n }: Here, document: DocumentRef): CommentId =>
  pick(bookOf(state.agreement, document)?.comments ?? [], n)?.id ?? comment('nowhere');

const asks = (by: ParticipantId, command: AgreementCommand): Asked => ({ command, by });
const conductor = (h: Here): ParticipantId => somebody(h, 'mediator', 'co-mediator');
const principal = (h: Here): ParticipantId => somebody(h, 'party', 'counsel');

export const agreementChoices = {
  'starts a document': (h: Here) => {
    const by = h.yes ? apart(h) : conductor(h);
    const template = pick(TemplateId.options, h.n) ?? 'blank';
    return asks(by, {
      type: 'agreement.start',
      document: documentOf(h, by),
      template,
      languages: ['zh', 'en'],
      prevailing: 'zh',
      ids: Array.from({ length: clausesIn(template) }, (_, index) => clause(`k-${h.fresh}-${index}`)),
    });
  },
  'starts a document anew': (h: Here) => {
    const by = h.yes ? apart(h) : conductor(h);
    const document = documentOf(h, by);
    return asks(by, {
      type: 'agreement.restart',
      document,
      template: 'blank',
      languages: ['zh', 'en'],
      prevailing: 'zh',
      ids: [clause(`k-${h.fresh}`)],
      standing: standingIn(bookOf(h.state.agreement, document), `v-${h.fresh}`, { digit: 'f' }),
    });
  },
  'adds a clause': (h: Here) => {
    const by = h.yes ? apart(h) : conductor(h);
    const document = documentOf(h, by);
    const pen = pick(pens, h.n) ?? { kind: 'everyone' };
    const after = h.n % 3 === 0 ? null : clauseOf(h, document);
    return asks(by, { type: 'clause.add', document, clause: clause(`k-${h.fresh}`), after, pen });
  },
  'removes a clause': (h: Here) => {
    const by = h.yes ? apart(h) : conductor(h);
    const document = documentOf(h, by);
    const standing = standingIn(bookOf(h.state.agreement, document), `v-${h.fresh}`, { digit: 'f' });
    return asks(by, { type: 'clause.remove', document, clause: clauseOf(h, document), standing });
  },
  'moves a clause': (h: Here) => {
    const by = h.yes ? apart(h) : conductor(h);
    const document = documentOf(h, by);
    const after = h.n % 3 === 0 ? null : clauseOf({ ...h, n: h.n + 1 }, document);
    return asks(by, { type: 'clause.move', document, clause: clauseOf(h, document), after });
  },
  'hands over a pen': (h: Here) =>
    asks(conductor(h), {
      type: 'clause.pen',
      clause: clauseOf(h, { kind: 'agreement' }),
      pen: pick(pens, h.n) ?? { kind: 'everyone' },
    }),
  'proposes a clause': (h: Here) =>
    asks(h.yes ? conductor(h) : principal(h), { type: 'clause.propose', clause: clauseThatIs(h, 'draft') }),
  agrees: (h: Here) =>
    asks(principal(h), {
      type: 'clause.agree',
      clause: clauseThatIs(h, 'proposed'),
      hash: hash(h.n % 6 === 0 ? 'b' : 'a'),
    }),
  disagrees: (h: Here) =>
    asks(principal(h), { type: 'clause.disagree', clause: clauseThatIs(h, 'proposed'), reason: 'no' }),
  'reopens a clause': (h: Here) =>
    asks(conductor(h), { type: 'clause.reopen', clause: clauseThatIs(h, 'proposed', 'agreed', 'locked') }),
  'locks a clause': (h: Here) =>
    asks(conductor(h), { type: 'clause.lock', clause: clauseThatIs(h, 'agreed') }),
  'goes on without a side': (h: Here) =>
    asks(somebody(h, h.n % 7 === 0 ? 'party' : 'mediator'), {
      type: 'side.excuse',
      side: pick([third, third, third, third, applicant, respondent], h.n) ?? third,
      reason: 'invited twice',
    }),
  'has a side asked again': (h: Here) =>
    asks(somebody(h, 'mediator'), {
      type: 'side.ask',
      side: h.state.agreement.excused[0]?.side ?? third,
    }),
  'signs off a translation': (h: Here) =>
    asks(h.yes ? participant('interpreter') : somebody(h), {
      type: 'clause.align',
      clause: clauseOf(h, { kind: 'agreement' }),
      texts: { zh: '甲', en: `a ${h.n}` },
    }),
  'keeps a version': (h: Here) => {
    const by = h.yes ? apart(h) : conductor(h);
    const document = documentOf(h, by);
    const words = (bookOf(h.state.agreement, document)?.clauses ?? []).map(({ id }) => ({
      clause: id,
      texts: { zh: written(`丙 ${h.n}`), en: written('c') },
    }));
    const id = version(`v-${h.fresh}`);
    return asks(by, { type: 'version.make', document, id, name: 'v', hash: hash('d'), words });
  },
  'keeps a template': (h: Here) =>
    asks(conductor(h), {
      type: 'template.keep',
      template: OwnTemplateId.parse(`template-${h.fresh}`),
      clauses: [clauseOf(h, { kind: 'agreement' })],
      hash: hash('e'),
    }),
  'restores a version': (h: Here) => {
    const by = h.yes ? apart(h) : conductor(h);
    const document = documentOf(h, by);
    const book = bookOf(h.state.agreement, document);
    const gone = clause(`k-${h.fresh}`);
    const ids = [
      ...(book?.clauses ?? []).map(({ id }) => id).filter((_, index) => index % 3 !== h.n % 3),
      gone,
    ];
    return asks(by, {
      type: 'version.restore',
      document,
      version: pick(book?.versions ?? [], h.n)?.id ?? version('nowhere'),
      clauses: ids.map((id, index) => ({
        id,
        texts: id === gone || index % 2 === 0 ? { zh: written('丁'), en: written('d') } : {},
      })),
    });
  },
  'publishes a draft': (h: Here) => {
    const by = apart(h);
    const person = h.state.people.get(by);
    const room = (person === undefined ? null : settledIn(person)?.room) ?? h.state.plenary;
    const from = clauseOf(h, { kind: 'draft', room });
    const published = { from, id: clause(`k-${h.fresh}`), proposal: proposal(`p-${h.fresh}`) };
    const texts = { zh: written('丁'), en: written('d') };
    return asks(by, {
      type: 'draft.publish',
      room,
      after: null,
      hash: hash('c'),
      clauses: [{ ...published, texts }],
    });
  },
  suggests: (h: Here) => {
    const by = h.n % 5 === 0 ? conductor(h) : principal(h);
    const { change, base } = changeOf(h);
    return asks(by, { type: 'proposal.make', id: proposal(`p-${h.fresh}`), change, base, note: '' });
  },
  'counters a proposal': (h: Here) => {
    const { change, base } = changeOf(h);
    return asks(principal(h), {
      type: 'proposal.counter',
      proposal: proposalOf(h),
      id: proposal(`p-${h.fresh}`),
      change,
      base,
      note: '',
    });
  },
  'accepts a proposal': (h: Here) =>
    asks(principal(h), {
      type: 'proposal.accept',
      proposal: proposalOf(h),
      standing: standingIn(h.state.agreement.agreement, `v-${h.fresh}`, { digit: 'f' }),
    }),
  'refuses a proposal': (h: Here) =>
    asks(principal(h), { type: 'proposal.refuse', proposal: proposalOf(h), reason: 'no' }),
  'withdraws a proposal': (h: Here) =>
    asks(h.yes ? conductor(h) : principal(h), { type: 'proposal.withdraw', proposal: proposalOf(h) }),
  comments: (h: Here) => {
    const by = h.n % 3 === 0 ? somebody(h) : apart(h);
    const document = documentOf(h, by);
    const person = h.state.people.get(by);
    const own = person === undefined ? null : (settledIn(person)?.room ?? null);
    return asks(by, {
      type: 'comment.make',
      document,
      id: comment(`m-${h.fresh}`),
      clause: clauseOf(h, document),
      language: 'zh',
      anchor,
      quote: '甲',
      room: h.n % 4 === 0 ? null : own,
      text: 'why?',
      mentions: h.n % 3 === 0 ? [h.whom] : [],
    });
  },
  'answers a comment': (h: Here) => {
    const by = h.yes ? apart(h) : somebody(h);
    const document = documentOf(h, by);
    const about = commentIn(h, document);
    return asks(by, {
      type: 'comment.answer',
      document,
      id: comment(`m-${h.fresh}`),
      comment: about,
      text: 'because',
      mentions: [],
    });
  },
  'resolves a comment': (h: Here) => {
    const by = h.yes ? apart(h) : somebody(h);
    const document = documentOf(h, by);
    return asks(by, {
      type: 'comment.resolve',
      document,
      comment: commentIn(h, document),
      resolved: h.n % 4 !== 0,
    });
  },
} as const;

/** How often each is tried; a side is gone on without where there are three. */
export const agreementOften = {
  'starts a document': 12,
  'adds a clause': 6,
  'proposes a clause': 12,
  agrees: 18,
  disagrees: 2,
  'reopens a clause': 3,
  'locks a clause': 8,
  'goes on without a side': 0,
  'has a side asked again': 0,
  'publishes a draft': 10,
  'keeps a version': 3,
  'restores a version': 3,
  comments: 8,
  'answers a comment': 4,
  suggests: 6,
  'accepts a proposal': 12,
  'refuses a proposal': 1,
  'withdraws a proposal': 1,
} as const;

/** Where there are three sides, of which one comes seldom: more of what takes the word of all. */
export const oftenAmongThree = {
  ...agreementOften,
  'starts a document': 15,
  agrees: 26,
  'goes on without a side': 15,
  'has a side asked again': 1,
  'publishes a draft': 14,
  'accepts a proposal': 20,
} as const;
