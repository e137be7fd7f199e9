import { someone, target, unheard } from './picks.ts';
import { leadsTalks, readsRemark, roomOf } from './oracle/conditions.ts';
import type { Soul, World } from './oracle/world.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** What people do with the agreement and the drafts, as far as it needs none of their words. */

type Doing = (stage: Stage, random: Random) => void;

const inside = ({ where }: Soul): boolean => where.at === 'in';
const isApart = (world: World, soul: Soul): boolean => world.rooms.get(roomOf(soul) ?? '')?.kind === 'caucus';

/** Which document somebody means: mostly one that is there. */
function docOf({ world }: Stage, random: Random, me: Soul): 'agreement' | 'draft' {
  const hasDraft = world.drafts.has(roomOf(me) ?? '');
  if (random.chance(0.06)) return hasDraft ? 'agreement' : 'draft';
  return hasDraft && random.chance(0.7) ? 'draft' : 'agreement';
}
function clauseOf({ world }: Stage, random: Random, me: Soul, doc: 'agreement' | 'draft'): string {
  if (random.chance(0.05)) return 'no-such-clause';
  const paper = doc === 'agreement' ? world.agreement : world.drafts.get(roomOf(me) ?? '');
  return random.maybe(paper?.clauses ?? [])?.id ?? 'no-such-clause';
}

const asks =
  (
    name: string,
    fits: (world: World, soul: Soul) => boolean,
    input: (stage: Stage, random: Random, me: Soul) => object,
  ): Doing =>
  (stage, random) => {
    const guest = someone(stage, random, (soul) => inside(soul) && fits(stage.world, soul));
    if (guest === undefined) return;
    const me = stage.world.soul(guest.participant);
    stage.ask(guest, name, { epoch: stage.epochFor(me, random), ...input(stage, random, me) });
  };

const conducts = (_world: World, soul: Soul): boolean => leadsTalks(soul);
const writes = (world: World, soul: Soul): boolean => leadsTalks(soul) || isApart(world, soul);
const anybody = (): boolean => true;
const hasPaper = (world: World, soul: Soul): boolean =>
  world.agreement !== null || world.drafts.has(roomOf(soul) ?? '');
const book = (random: Random): object => {
  const languages = random.chance(0.5) ? ['zh'] : ['zh', 'en'];
  return { template: 'blank', languages, prevailing: 'zh' };
};

/** Begins it; now and then, where there is one, anew. */
const begins =
  (doc: 'agreement' | 'draft', fits: (world: World, soul: Soul) => boolean): Doing =>
  (stage, random) => {
    const { agreement, drafts } = stage.world;
    const isThere = doc === 'agreement' ? agreement !== null : drafts.size > 0;
    const name = isThere && random.chance(0.1) ? 'agreement.restart' : 'agreement.start';
    asks(name, fits, () => ({ doc, ...book(random) }))(stage, random);
  };
export const beginAgreement = begins('agreement', conducts);
export const beginDraft = begins('draft', isApart);

/** Somebody who has lost what they were told asks for the whole of it. */
export const askAgain: Doing = (stage, random) => {
  const guest = someone(stage, random, () => true);
  if (guest === undefined) return;
  stage.ask(guest, 'agreement.again', {}, () => {
    guest.asksAgain = true;
    return () => {
      guest.asksAgain = false;
    };
  });
};

export const addClause = asks('clause.add', writes, (stage, random, me) => {
  const doc = docOf(stage, random, me);
  const after = random.chance(0.5) ? null : clauseOf(stage, random, me, doc);
  return { attempt: unheard('attempt'), doc, after, pen: anyPen(stage, random) };
});

export const moveClause = asks('clause.move', writes, (stage, random, me) => {
  const doc = docOf(stage, random, me);
  const after = random.chance(0.3) ? null : clauseOf(stage, random, me, doc);
  return { doc, clause: clauseOf(stage, random, me, doc), after };
});

export const anySide = ({ world }: Stage, random: Random): string =>
  random.maybe([...world.created.sides.map(({ id }) => id), 'no-such-side']) ?? '';

function anyPen(stage: Stage, random: Random): object {
  const side = anySide(stage, random);
  return random.one([{ kind: 'everyone' }, { kind: 'mediator' }, { kind: 'side', side }]);
}

export const handOver = asks('clause.pen', conducts, (stage, random, me) => ({
  clause: clauseOf(stage, random, me, 'agreement'),
  pen: anyPen(stage, random),
}));

export const removeClause = asks('clause.remove', writes, (stage, random, me) => {
  const doc = docOf(stage, random, me);
  return { doc, clause: clauseOf(stage, random, me, doc) };
});

/** Puts a clause to the sides, takes it back, or objects to it. */
export const decideClause: Doing = (stage, random) => {
  const isPut = stage.world.agreement?.clauses.some(({ state }) => state !== 'draft') === true;
  const answer =
    isPut || random.chance(0.1) ? random.one(['clause.reopen', 'clause.disagree']) : 'clause.propose';
  const name = random.one(['clause.propose', answer]);
  return asks(
    name,
    (world, soul) =>
      world.agreement !== null &&
      (name === 'clause.disagree' ? soul.side !== null : leadsTalks(soul) || random.chance(0.1)),
    (_stage, _random, me) => {
      const fits = stage.world.agreement?.clauses.filter(
        ({ state }) => (state === 'draft') === (name === 'clause.propose'),
      );
      const clause = random.chance(0.8) ? random.maybe(fits ?? [])?.id : undefined;
      return { clause: clause ?? clauseOf(stage, random, me, 'agreement'), reason: unheard('objection') };
    },
  )(stage, random);
};

function aRemark(stage: Stage, random: Random, me: Soul) {
  const doc = docOf(stage, random, me);
  return {
    doc,
    clause: clauseOf(stage, random, me, doc),
    language: 'zh',
    anchor: { from: 'AQID', to: 'BAUG' },
    quote: '',
    scope: random.one(['room', 'room', 'everyone']),
    mentions: random.chance(0.2) ? [target(stage, random, () => true)] : [],
  };
}

/** Mostly with an id of its own. */
export const remark = asks('comment.make', hasPaper, (stage, random, me) => {
  const wish = aRemark(stage, random, me);
  const paper = wish.doc === 'agreement' ? stage.world.agreement : stage.world.drafts.get(roomOf(me) ?? '');
  const used = random.chance(0.06) ? random.maybe([...(paper?.remarked.keys() ?? [])]) : undefined;
  return { ...wish, id: used ?? unheard('remark'), text: unheard('remarked') };
});

/** Somebody remarks until there is no room for more. */
export const remarkOn: Doing = (stage, random) => {
  const guest = someone(stage, random, (soul) => inside(soul) && hasPaper(stage.world, soul));
  if (guest === undefined) return;
  const me = stage.world.soul(guest.participant);
  const wish = { ...aRemark(stage, random, me), mentions: [], epoch: me.epoch };
  for (let sent = 0; sent <= 100; sent += 1) {
    stage.ask(guest, 'comment.make', { ...wish, id: unheard('remark'), text: unheard('remarked') });
  }
};

/** Somebody sets aside all that they read. */
export const tidyRemarks: Doing = (stage, random) => {
  const { world } = stage;
  const reads = (soul: Soul) =>
    world.remarks.all.filter((each) => !each.resolved && readsRemark(world, soul, each));
  const guest = someone(stage, random, (soul) => inside(soul) && reads(soul).length > 50);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  for (const { id, of } of reads(me)) {
    const doc = of === null ? 'agreement' : 'draft';
    stage.ask(guest, 'comment.resolve', { doc, comment: id, epoch: me.epoch, resolved: true });
  }
};

/** Mostly one that they may read. */
function someRemark({ world }: Stage, random: Random, me: Soul): { doc: string; comment: string } {
  const known = world.remarks.all.filter((each) => random.chance(0.1) || readsRemark(world, me, each));
  const found = random.maybe(known);
  const doc = found === undefined || found.of === null ? 'agreement' : 'draft';
  return { doc, comment: found?.id ?? 'no-such-remark' };
}

export const answerRemark = asks('comment.answer', anybody, (stage, random, me) => ({
  ...someRemark(stage, random, me),
  id: unheard('remark'),
  text: unheard('remarked'),
  mentions: random.chance(0.2) ? [target(stage, random, () => true)] : [],
}));

export const resolveRemark = asks('comment.resolve', anybody, (stage, random, me) => ({
  ...someRemark(stage, random, me),
  resolved: random.chance(0.7),
}));
