import { Refusal } from '@parley/shared/errors';
import type { TermGoal, TermStanding, TermWords } from '@parley/shared/glossary';
import { TermId } from '@parley/shared/ids';
import type { SessionTerms } from '../../glossary/session-terms.ts';
import { memoryTerms } from '../../glossary/testing.ts';
import { created } from './cast.ts';
import type { Counters } from './counters.ts';
import { glossaryRefusal, keepRefusal, knowsTerm, putRefusal } from './oracle/terms.ts';
import type { Refused } from './oracle/conditions.ts';
import type { Soul, World } from './oracle/world.ts';
import { someone, unheard } from './picks.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
import { must } from './violation.ts';
import { online } from './words/asked.ts';

const THE_CASES = { id: TermId.parse('term-of-the-case'), texts: { en: 'retention money' }, note: '' };

interface Watch {
  readonly pass: () => Promise<void>;
  readonly world: () => World;
  readonly judge: (work: () => void) => void;
  readonly counters: Counters;
}

/** Terms in memory, whose reading and writing can be held, and of which the world knows the moment they change. */
export function heldTerms({ pass, world, judge, counters }: Watch): SessionTerms {
  const kept = memoryTerms([THE_CASES]);
  world().terms.set(THE_CASES.id, { id: THE_CASES.id, text: textOf(THE_CASES), standing: 'case', of: null });
  return {
    of: async (participant) => {
      await pass();
      return kept.of(participant);
    },
    keep: async (participant, id, words) => {
      await pass();
      const { terms } = world();
      const text = textOf(words);
      if (!terms.has(id)) terms.set(id, { id, text, standing: 'own', of: participant });
      await kept.keep(participant, id, words);
    },
    settle: async (participant, id, to, may) => {
      await pass();
      await kept.settle(participant, id, to, (target) => {
        const expected = putRefusal(world(), world().soul(participant), world().terms.get(id), to);
        const code = refusedBy(() => may(target));
        judge(() =>
          must(code === expected, () => `${participant} is answered ${code} for ${id}, not ${expected}`),
        );
        if (code !== null) throw new Refusal(code);
        put(world(), id, to);
        counters.add(`terms put to ${to}`);
      });
    },
    waiting: async (session) => {
      await pass();
      return session === created.id ? kept.waiting(session) : 0;
    },
    follow: (session, changed) => kept.follow(session, changed),
  };
}

const textOf = ({ texts }: TermWords): string => texts['en'] ?? '';

function refusedBy(work: () => void): Refused {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

function put({ terms }: World, id: string, to: TermGoal): void {
  const term = terms.get(id);
  if (term === undefined) return;
  if (to === 'gone') terms.delete(id);
  else Object.assign(term, { standing: to, of: to === 'case' ? null : term.of });
}

const concerned = (random: Random) => {
  const any = random.chance(0.2);
  return (soul: Soul): boolean => any || soul.work !== null || soul.role.endsWith('mediator');
};

/** Reads the terms that are theirs to know. */
export function readTerms(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, concerned(random));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  stage.ask(guest, 'glossary.read', {}, () => {
    const steady = stage.isSteady('note');
    const expected = steady ? (online(me, guest) ?? glossaryRefusal(world, me)) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `the terms to ${me.id}`);
      if (!reply.ok) return;
      const { terms } = reply.value as { terms: { id: string; standing: TermStanding }[] };
      const shown = terms.map(({ id, standing }) => `${id} ${standing}`).join();
      const mine = [...world.terms.values()].filter((term) => knowsTerm(world, me, term));
      const due = mine.map(({ id, standing }) => `${id} ${standing}`).join();
      must(shown === due, () => `${me.id} reads the terms ${shown} instead of ${due}`);
      stage.counters.add('terms read', terms.length);
      stage.counters.add('terms that are for others', world.terms.size - terms.length);
    };
  });
}

/** Writes one down for themselves. */
export function keepTerm(stage: Stage, random: Random): void {
  const guest = someone(stage, random, concerned(random));
  if (guest === undefined || stage.world.terms.size > 40) return;
  const me = stage.world.soul(guest.participant);
  const id = unheard('term').padEnd(8, '-');
  const text = unheard('called');
  stage.oracle.secrets.set(text, { of: 'term', id });
  stage.ask(guest, 'term.keep', { id, texts: { en: text }, note: '' }, () => {
    const expected = stage.isSteady('note') ? (online(me, guest) ?? keepRefusal(me)) : undefined;
    return (reply) => stage.refusedAs(reply, expected, `${me.id}'s own term`);
  });
}

/** Lets one out, takes it, gives it back or throws it away; it may be another's. */
export function putTerm(stage: Stage, random: Random): void {
  const { world } = stage;
  const guest = someone(stage, random, concerned(random));
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const all = [...world.terms.values()];
  const likely = all.filter((term) => knowsTerm(world, me, term) && term.standing !== 'case');
  const term = random.maybe(random.chance(0.7) && likely.length > 0 ? likely : all);
  const id = random.chance(0.05) ? 'no-such-term' : (term?.id ?? 'no-such-term');
  const to = random.one<TermGoal>(
    me.work === null ? ['case', 'case', 'own', 'gone'] : ['suggested', 'suggested', 'own', 'gone', 'case'],
  );
  stage.ask(guest, 'term.put', { term: id, to }, () => {
    const expected = stage.isSteady('note')
      ? (online(me, guest) ?? putRefusal(world, me, world.terms.get(id), to))
      : undefined;
    return (reply) => stage.refusedAs(reply, expected, `${me.id} puts ${id} to ${to}`);
  });
}
