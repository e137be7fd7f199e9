import { documentRefusal } from '../oracle/documents.ts';
import { isThere, sideOfWord } from '../oracle/papers.ts';
import { isOpen, mayAccept, mayCounter, mayPropose } from '../oracle/proposals.ts';
import { firstOf, leadsTalks, type Refused } from '../oracle/conditions.ts';
import type { Soul } from '../oracle/world.ts';
import { someone, unheard } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { ask, clauseAt, hasAgreement, hashOf, ofAgreement, online, seen } from './asked.ts';

/** Sides and mediators propose other words, and answer. */

/** Words that are said in a proposal for the first time: everyone's who may know of the agreement. */
function newTexts(stage: Stage, random: Random): object {
  const { agreement } = stage.world;
  const languages = random.chance(0.03) ? ['en', 'zh'] : random.some(agreement?.languages ?? [], 0.7);
  const all = languages.length > 0 ? languages : (agreement?.languages.slice(0, 1) ?? ['zh']);
  return Object.fromEntries(
    all.map((language) => {
      const word = unheard('typed');
      stage.oracle.secrets.set(word, { of: 'typed', word, room: null });
      const content = [{ type: 'paragraph', attrs: {}, content: [{ type: 'text', text: word, marks: [] }] }];
      return [language, { type: 'doc', attrs: {}, content }];
    }),
  );
}

type Wish = { kind: 'change' | 'new' | 'remove'; clause?: string; after?: string | null; texts?: object };

function anyWish(stage: Stage, random: Random): Wish {
  const kind = random.one(['change', 'change', 'new', 'remove'] as const);
  const clause = clauseAt(stage, random, 'draft', 'proposed', 'agreed');
  if (kind === 'remove') return { kind, clause };
  if (kind === 'change') return { kind, clause, texts: newTexts(stage, random) };
  const after = random.chance(0.5) ? null : clause;
  return { kind, after, texts: newTexts(stage, random) };
}

export function suggest(stage: Stage, random: Random): void {
  const { world } = stage;
  const isAsked = (soul: Soul): boolean =>
    hasAgreement(world, soul) && (leadsTalks(soul) || sideOfWord(soul) !== null);
  const guest = someone(stage, random, isAsked);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const open = world.agreement?.proposals.filter(isOpen) ?? [];
  const first = random.chance(0.35) ? random.maybe(open) : undefined;
  const wish = anyWish(stage, random);
  if (first !== undefined && random.chance(0.85)) {
    const { change } = first;
    if (change.kind === 'new')
      Object.assign(wish, { kind: 'new', after: change.after, texts: newTexts(stage, random) });
    else Object.assign(wish, { kind: 'change', clause: change.clause, texts: newTexts(stage, random) });
    delete wish[change.kind === 'new' ? 'clause' : 'after'];
  }
  const { clause = '' } = wish;
  const hash = wish.kind === 'new' ? null : hashOf(stage, random, clause);
  const change = hash === null ? wish : { ...wish, hash };
  const counter = first === undefined ? {} : { proposal: first.id };
  const asked = (): object => ({ ...wish, clause: wish.clause ?? 'a-new-clause' });
  ask(stage, {
    guest,
    name: first === undefined ? 'proposal.make' : 'proposal.counter',
    input: { attempt: unheard('attempt'), change, note: '', ...counter },
    draft: ofAgreement,
    refused: () => {
      const languages = hash === null ? [] : (world.agreement?.languages ?? []);
      const base = Object.fromEntries(languages.map((each) => [each, '']));
      const command = { id: 'a-new-proposal', change: asked() as never, base, note: '' };
      const may =
        first === undefined ? mayPropose(world, me, asked() as never) : mayCounter(world, me, first.id);
      const there = hash === null ? [] : [isThere(world, null, clause)];
      return (
        online(me, guest) ??
        firstOf(...may, ...there) ??
        (hash === null ? null : seen(hash)) ??
        documentRefusal(
          world,
          first === undefined
            ? { type: 'proposal.make', ...command }
            : { type: 'proposal.counter', proposal: first.id, ...command },
          me,
        )
      );
    },
  });
}

export function answerProposal(stage: Stage, random: Random): void {
  const { world } = stage;
  const name = random.one([
    'proposal.accept',
    'proposal.accept',
    'proposal.refuse',
    'proposal.withdraw',
  ] as const);
  const all = world.agreement?.proposals ?? [];
  const proposal = random.maybe(random.chance(0.9) ? all.filter(isOpen) : all);
  if (proposal === undefined && random.chance(0.9)) return;
  const guest = someone(stage, random, (soul) => {
    if (!hasAgreement(world, soul)) return false;
    const side = sideOfWord(soul);
    if (name === 'proposal.withdraw') return leadsTalks(soul) || side === proposal?.side;
    return (
      side !== null &&
      (random.chance(0.1) || (side !== proposal?.side && !proposal?.acceptedBy.includes(side)))
    );
  });
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const id = proposal?.id ?? 'no-such-proposal';
  const isAccept = name === 'proposal.accept';
  const clause = proposal === undefined || proposal.change.kind === 'new' ? null : proposal.change.clause;
  const hash = clause === null ? null : hashOf(stage, random, clause);
  const reason = name === 'proposal.refuse' ? { reason: unheard('refused') } : {};
  const command = { type: name, proposal: id, ...reason } as Parameters<typeof documentRefusal>[1];
  const refused = (): Refused =>
    isAccept ? firstOf(...mayAccept(world, me, id)) : documentRefusal(world, command, me);
  ask(stage, {
    guest,
    name,
    input: { proposal: id, ...reason, ...(isAccept ? { hash } : {}) },
    draft: ofAgreement,
    refused: () => online(me, guest) ?? refused() ?? (isAccept && hash !== null ? seen(hash) : null),
  });
}
