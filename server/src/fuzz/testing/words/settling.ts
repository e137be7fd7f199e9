import { difference } from '../oracle/difference.ts';
import { documentRefusal } from '../oracle/documents.ts';
import { clauseIn, sideOfWord } from '../oracle/papers.ts';
import { firstOf, leadsTalks, placed, type Refused } from '../oracle/conditions.ts';
import { someone } from '../picks.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { must } from '../violation.ts';
import { ask, clauseAt, hasAgreement, hashOf, ofAgreement, online, seen } from './asked.ts';

/** Sides agree to words, and look up what became of them. */

/** Agrees to the words of a clause, says that its texts agree, or locks it. */
export function settleWords(stage: Stage, random: Random): void {
  const { world } = stage;
  const isAt = (state: string): boolean =>
    world.agreement?.clauses.some((each) => each.state === state) === true;
  const usual = isAt('agreed') ? 'clause.lock' : isAt('proposed') ? 'clause.agree' : 'clause.align';
  const name = random.one([usual, usual, 'clause.agree', 'clause.align']);
  const clause = clauseAt(stage, random, name === 'clause.lock' ? 'agreed' : 'proposed');
  const guest = someone(stage, random, (soul) => {
    if (!hasAgreement(world, soul)) return false;
    if (name === 'clause.lock') return leadsTalks(soul);
    if (name === 'clause.align') return soul.role === 'interpreter';
    const side = sideOfWord(soul);
    return side !== null && (random.chance(0.1) || !clauseIn(world, null, clause)?.agreedBy.includes(side));
  });
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  if (name === 'clause.lock') {
    const command = { type: 'clause.lock', clause } as const;
    const refused = (): Refused => online(me, guest) ?? documentRefusal(world, command, me);
    return ask(stage, { guest, name, input: { clause }, draft: ofAgreement, refused });
  }
  const hash = hashOf(stage, random, clause);
  // Whether somebody may say it at all comes before whether they saw the words.
  const said = (of: string): Refused =>
    documentRefusal(
      world,
      name === 'clause.agree'
        ? { type: name, clause, hash: of }
        : { type: 'clause.align', clause, texts: {} },
      me,
    );
  ask(stage, {
    guest,
    name,
    input: { clause, hash },
    draft: ofAgreement,
    refused: () =>
      online(me, guest) ??
      said(clauseIn(world, null, clause)?.agreedHash ?? hash) ??
      seen(hash) ??
      said(hash),
  });
}

/** What became of a clause: the same for everyone who may know of the agreement. */
export function askPast(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, (soul) => world.agreement !== null && placed(soul));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const hidden = random.maybe([...world.drafts.values()].flatMap(({ clauses }) => clauses))?.id;
  const proposed = random.maybe(world.agreement?.proposals ?? [])?.change.clause;
  const any = clauseAt(stage, random, 'draft', 'proposed', 'agreed', 'locked');
  const clause = random.one([
    any,
    proposed ?? any,
    proposed ?? any,
    random.chance(0.2) ? (hidden ?? any) : any,
  ]);
  const past = () => ({
    deeds: clauseIn(world, null, clause)?.deeds ?? [],
    proposals: (world.agreement?.proposals ?? []).filter(({ change }) => change.clause === clause),
  });
  ask(stage, {
    guest,
    name: 'clause.history',
    input: { clause },
    draft: ofAgreement,
    refused: () =>
      online(me, guest) ??
      firstOf(
        [placed(me), 'room.not-in'],
        [world.agreement !== null, 'document.unknown'],
        [clauseIn(world, null, clause) !== undefined || past().proposals.length > 0, 'clause.unknown'],
      ),
    granted: ({ value }) => {
      const wrong = difference(value, past());
      must(wrong === null, () => `${me.id} reads a past of ${clause} in which${wrong}`);
    },
  });
}
