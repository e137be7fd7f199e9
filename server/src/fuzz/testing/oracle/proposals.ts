import { type AgreementCommand, canonicalText, type RichText } from '@parley/shared/agreement';
import type { Effects } from './places.ts';
import type { Plain } from './plain.ts';
import {
  clauseIn,
  follows,
  note,
  opens,
  paperOf,
  putIn,
  reopen,
  sideOfWord,
  sidesAsked,
  speaksForSide,
  suggests,
  takeOut,
} from './papers.ts';
import { type Denials, firstOf, leadsTalks, type Refused, roomOf } from './conditions.ts';
import { isWhole, keepsFirst } from './versions.ts';
import { newClause, type Paper, type Suggestion } from './paper.ts';
import type { Soul, World } from './world.ts';

/** What sides and mediators would have, and what leaves a draft. */

type Of<T extends AgreementCommand['type']> = Extract<AgreementCommand, { type: T }>;
export type ProposalCommand = Of<
  | 'proposal.make'
  | 'proposal.counter'
  | 'proposal.accept'
  | 'proposal.refuse'
  | 'proposal.withdraw'
  | 'draft.publish'
>;
type Change = Suggestion['change'];
type Canonical = Readonly<Record<string, string>>;

const MOST_OPEN = 40;
const MOST_CLAUSES = 300;

export const isOpen = ({ outcome }: Suggestion): boolean => outcome.kind === 'open';
const openOf = (world: World): Suggestion[] => world.agreement?.proposals.filter(isOpen) ?? [];
const proposalIn = (world: World, id: string): Suggestion | undefined =>
  world.agreement?.proposals.find((proposal) => proposal.id === id);

/** A new clause is answered by another one in its place, a clause by anything about that clause. */
const isAboutTheSame = (answer: Change, first: Change): boolean =>
  first.kind === 'new'
    ? answer.kind === 'new' && answer.after === first.after
    : answer.kind !== 'new' && answer.clause === first.clause;

/** What is locked is reopened first. */
function changeable(world: World, change: Change): Denials {
  if (change.kind === 'new') return [];
  const clause = clauseIn(world, null, change.clause);
  return [
    [clause !== undefined, 'clause.unknown'],
    [clause?.state !== 'locked', 'clause.locked'],
  ];
}

const waits = (proposal: Suggestion | undefined): Denials => [
  [proposal !== undefined, 'proposal.unknown'],
  [proposal?.outcome.kind === 'open', 'proposal.closed'],
];
const isOthers = (me: Soul, proposal: Suggestion | undefined): Denials[number] => [
  proposal === undefined || proposal.side === null || proposal.side !== sideOfWord(me),
  'proposal.own',
];

/** May propose such a thing at all. */
export const mayPropose = (world: World, me: Soul, change: Change): Denials => [
  ...opens(world, me, null),
  suggests(me),
  ...changeable(world, change),
];
/** May answer it with another one. */
export const mayCounter = (world: World, me: Soul, id: string): Denials => {
  const first = proposalIn(world, id);
  return [
    ...opens(world, me, null),
    suggests(me),
    ...waits(first),
    isOthers(me, first),
    ...(first === undefined ? [] : changeable(world, first.change)),
  ];
};
/** May say yes to it for their side. */
export const mayAccept = (world: World, me: Soul, id: string): Denials => {
  const first = proposalIn(world, id);
  return [
    ...opens(world, me, null),
    [speaksForSide(me), 'role.not-allowed'],
    ...waits(first),
    isOthers(me, first),
    [!first?.acceptedBy.some((side) => side === me.side), 'proposal.already-accepted'],
    ...(first === undefined ? [] : changeable(world, first.change)),
  ];
};
/** With this everybody asked has accepted, and a clause loses words by it. */
const takesAway = (world: World, me: Soul, { side, acceptedBy, change }: Suggestion): boolean =>
  change.kind !== 'new' &&
  sidesAsked(world).every((each) => each === side || each === me.side || acceptedBy.includes(each));
/** May let words out of that draft. */
export const mayPublish = (world: World, me: Soul, room: string): Denials => [
  ...opens(world, me, room),
  suggests(me),
  ...opens(world, me, null),
  [
    speaksForSide(me) || world.created.sides.every(({ id }) => isBeside(world, id, room)),
    'document.side-away',
  ],
];
/** Of a side that ever was in a room somebody who speaks for it is there. */
const isBeside = (world: World, side: string, room: string): boolean => {
  const speakers = world.all().filter((soul) => sideOfWord(soul) === side);
  const isThere = (soul: Soul): boolean =>
    soul.where.at === 'in' && roomOf(soul) === room && soul.line !== 'offline';
  return speakers.some(isThere) || !speakers.some(({ stays }) => stays.some((stay) => stay.room === room));
};

function isWellMade(
  world: World,
  { change, base }: Plain<Pick<Of<'proposal.make'>, 'change' | 'base'>>,
): Denials {
  const languages = world.agreement?.languages ?? [];
  const given = change.kind === 'remove' ? [] : Object.keys(change.texts);
  const isWhole = change.kind === 'new' || Object.keys(base).length === languages.length;
  return [
    [
      isWhole && [...given, ...Object.keys(base)].every((each) => languages.includes(each)),
      'request.malformed',
    ],
    ...(change.kind === 'new' ? follows(world, null, change.after) : []),
  ];
}

/** In which languages words can leave a draft. */
export const shared = (world: World, room: string): readonly string[] =>
  world.agreement?.languages.filter((each) => paperOf(world, room)?.languages.includes(each)) ?? [];

export function proposalRefusal(world: World, command: Plain<ProposalCommand>, me: Soul): Refused {
  const open = openOf(world);
  switch (command.type) {
    case 'proposal.make':
      return firstOf(
        ...mayPropose(world, me, command.change),
        [open.length < MOST_OPEN, 'proposal.too-many'],
        ...isWellMade(world, command),
      );
    case 'proposal.counter': {
      const first = proposalIn(world, command.proposal);
      const others = open.filter((each) => each !== first);
      return firstOf(
        ...mayCounter(world, me, command.proposal),
        [first !== undefined && isAboutTheSame(command.change, first.change), 'request.malformed'],
        [others.length < MOST_OPEN, 'proposal.too-many'],
        ...isWellMade(world, command),
      );
    }
    case 'proposal.accept': {
      const { proposal, standing } = command;
      const first = proposalIn(world, proposal);
      const taking = first !== undefined && takesAway(world, me, first);
      const kept: Denials = taking ? [isWhole(world.agreement, standing ?? { words: [] })] : [];
      return firstOf(...mayAccept(world, me, proposal), ...kept);
    }
    case 'proposal.refuse': {
      const first = proposalIn(world, command.proposal);
      return firstOf(
        ...opens(world, me, null),
        [speaksForSide(me), 'role.not-allowed'],
        ...waits(first),
        isOthers(me, first),
      );
    }
    case 'proposal.withdraw': {
      const first = proposalIn(world, command.proposal);
      return firstOf(...opens(world, me, null), suggests(me), ...waits(first), [
        leadsTalks(me) || (first?.side !== null && first?.side === sideOfWord(me)),
        'proposal.not-yours',
      ]);
    }
    case 'draft.publish': {
      const { room, after, clauses } = command;
      return firstOf(
        ...mayPublish(world, me, room),
        ...follows(world, null, after),
        [clauses.every(({ from }) => clauseIn(world, room, from) !== undefined), 'clause.unknown'],
        [shared(world, room).length > 0, 'document.no-common-language'],
        [sideOfWord(me) === null || open.length + clauses.length <= MOST_OPEN, 'proposal.too-many'],
      );
    }
  }
}

export function proposalEffects(world: World, command: ProposalCommand, me: Soul, at: number): Effects {
  const side = sideOfWord(me);
  const answer = (id: string, outcome: Suggestion['outcome']): void => {
    const first = proposalIn(world, id);
    if (first !== undefined) first.outcome = outcome;
  };
  switch (command.type) {
    case 'proposal.make':
    case 'proposal.counter': {
      const counters = command.type === 'proposal.counter' ? command.proposal : null;
      const { id, change, base, note: why } = command;
      return [
        () => {
          if (counters !== null) answer(counters, { kind: 'countered', by: id, at });
          const made = { id, side, change, base, note: why, at, counters };
          world.agreement?.proposals.push({ ...made, acceptedBy: [], outcome: { kind: 'open' } });
        },
      ];
    }
    case 'proposal.accept':
      const { proposal, standing } = command;
      const first = proposalIn(world, proposal);
      const taking = standing !== null && first !== undefined && takesAway(world, me, first);
      const why = first?.change.kind === 'remove' ? 'removed' : 'replaced';
      return [
        ...(taking ? keepsFirst(world, null, standing, why, at) : []),
        () => accept(world, proposal, side ?? '', at),
      ];
    case 'proposal.refuse': {
      const { proposal, reason } = command;
      return [() => answer(proposal, { kind: 'refused', side: side ?? '', reason, at })];
    }
    case 'proposal.withdraw':
      return [() => answer(command.proposal, { kind: 'withdrawn', at })];
    case 'draft.publish':
      return [() => publish(world, command, side, at)];
  }
}

/** Done once all sides that are asked would have it. */
function accept(world: World, id: string, by: string, at: number): void {
  const { agreement } = world;
  const proposal = proposalIn(world, id);
  if (agreement === null || proposal === undefined) return;
  proposal.acceptedBy.push(by);
  if (isWilled(world, proposal)) carryOut(world, agreement, proposal, at);
}

/** Everyone else who is asked would have it. */
const isWilled = (world: World, { side, acceptedBy }: Suggestion): boolean =>
  sidesAsked(world).every((each) => each === side || acceptedBy.includes(each));

/**
 * What others would have, about what is not closed and as far as there is room, once a side is asked no more. Of the rest
 * it is said that it comes to nothing.
 */
export function endProposals(world: World, agreement: Paper, without: string, at: number): void {
  let room = MOST_CLAUSES - agreement.clauses.length;
  const willed = agreement.proposals.filter((each) => isOpen(each) && isWilled(world, each));
  const hindered = (change: Change): 'locked' | 'full' | null => {
    if (change.kind === 'new') return room-- > 0 ? null : 'full';
    return clauseIn(world, null, change.clause)?.state === 'locked' ? 'locked' : null;
  };
  const ends = willed.map((each) => ({ each, why: hindered(each.change) }));
  for (const { each, why } of ends) {
    // One that takes a clause out takes along what waits about it.
    if (!isOpen(each)) continue;
    if (why === null) carryOut(world, agreement, each, at);
    else each.outcome = { kind: 'lapsed', without, why, at };
  }
}

function carryOut(world: World, agreement: Paper, proposal: Suggestion, at: number): void {
  const { id, change, side } = proposal;
  proposal.outcome = { kind: 'accepted', at };
  const deed = { kind: 'changed', side, at, proposal: id } as const;
  switch (change.kind) {
    case 'change': {
      const clause = clauseIn(world, null, change.clause);
      if (clause === undefined) return;
      reopen(clause);
      clause.objection = null;
      Object.assign(clause.decided, change.texts);
      return note(clause, deed);
    }
    case 'new': {
      const clause = newClause(change.clause, { kind: 'mediator' }, change.texts);
      note(clause, deed);
      return putIn(agreement, clause, change.after);
    }
    case 'remove':
      return takeOut(world, null, change.clause);
  }
}

/** Each after the one before: new clauses of the mediators', or what a side proposes. The draft remembers what left it. */
function publish(
  world: World,
  { room, after, clauses }: Of<'draft.publish'>,
  side: string | null,
  at: number,
): void {
  const { agreement } = world;
  if (agreement === null) return;
  let place: string | null = after;
  for (const { id, proposal, from, texts } of clauses) {
    if (side === null) putIn(agreement, newClause(id, { kind: 'mediator' }, texts), place);
    else agreement.proposals.push(suggested({ id: proposal, side, clause: id, after: place, texts, at }));
    place = id;
    const clause = clauseIn(world, room, from);
    if (clause !== undefined) clause.letOut = { texts: canonical(texts), side, at };
    for (const word of typedIn(Object.values(texts))) world.letOut.add(word);
  }
}

const suggested = ({
  id,
  side,
  clause,
  after,
  texts,
  at,
}: Pick<Suggestion, 'id' | 'side' | 'at'> & {
  clause: string;
  after: string | null;
  texts: Readonly<Record<string, RichText>>;
}): Suggestion => ({
  id,
  side,
  change: { kind: 'new', clause, after, texts },
  base: {},
  note: '',
  at,
  counters: null,
  acceptedBy: [],
  outcome: { kind: 'open' },
});

const canonical = (texts: Readonly<Record<string, RichText>>): Canonical =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, canonicalText(text)]));

/** Every word that somebody typed, found in whatever was made of it. */
export const typedIn = (value: unknown): readonly string[] => JSON.stringify(value).match(TYPED) ?? [];
export const TYPED = /typed-[0-9a-z]{8}/g;

/** What came to nothing, where that was the last word about it: the earliest first. */
export function refusalsOf({ proposals, clauses }: Paper): readonly (Suggestion & {
  outcome: Extract<Suggestion['outcome'], { kind: 'refused' | 'lapsed' }>;
})[] {
  return proposals
    .flatMap((proposal) => {
      const { outcome, change } = proposal;
      if (outcome.kind !== 'refused' && outcome.kind !== 'lapsed') return [];
      const { at } = outcome;
      const isAnswered = proposals.some((other) => other.at > at && isAboutTheSame(other.change, change));
      const clause = clauses.find(({ id }) => id === change.clause);
      const isOver = change.kind !== 'new' && clause?.deeds.some((deed) => deed.at > at) !== false;
      return isAnswered || isOver ? [] : [{ ...proposal, outcome }];
    })
    .toSorted((one, other) => one.outcome.at - other.outcome.at)
    .slice(-20);
}
