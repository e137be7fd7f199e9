import fc from 'fast-check';
import type { SessionCreated } from '../../events.ts';
import { type Change, play, type Step } from '../testing.ts';

type Look = (change: Change) => void;
/** Yields how every change is looked at; what follows is said when all sessions are over. */
type Watch = () => Generator<Look, void, void>;

interface Watcher {
  readonly looks: Look;
  readonly ends: () => void;
  readonly runs: number;
  failed: boolean;
}

interface Sessions {
  readonly kind: fc.Arbitrary<Step[]>;
  readonly session: SessionCreated;
  readonly seed: number;
  /** So many, unless said. */
  readonly runs: number;
}

/**
 * Random sessions that are played once for all tests of a file, the same each time: what takes long is to play them,
 * and to work out what people are shown. Answers what makes a test of a watch; one that wants fewer sees the first.
 */
export function watching({
  kind,
  session,
  seed,
  runs: usual,
}: Sessions): (watch: Watch, runs?: number) => () => void {
  const watchers: Watcher[] = [];
  let arePlayed = false;

  function playAll(): void {
    let played = 0;
    const together = fc.property(kind, (all) => {
      const looking = watchers.filter(({ runs }) => runs > played);
      played += 1;
      play(all, (change) => looking.forEach((watcher) => look(watcher, change)), session);
    });
    fc.assert(together, { numRuns: Math.max(...watchers.map(({ runs }) => runs)), seed });
  }

  /** Throws what a watcher threw, in the smallest session that makes it. */
  function alone({ looks, runs }: Watcher): void {
    const property = fc.property(kind, (all) => void play(all, looks, session));
    fc.assert(property, { numRuns: runs, seed });
    throw new Error('it failed beside others, and alone it does not');
  }

  return (watch, runs = usual) => {
    const begun = watch();
    const first = begun.next();
    if (first.done === true) throw new Error('nothing is looked at');
    const watcher: Watcher = { looks: first.value, ends: () => void begun.next(), runs, failed: false };
    watchers.push(watcher);
    return () => {
      if (!arePlayed) playAll();
      arePlayed = true;
      if (watcher.failed) alone(watcher);
      watcher.ends();
    };
  };
}

function look(watcher: Watcher, change: Change): void {
  if (watcher.failed) return;
  try {
    watcher.looks(change);
  } catch {
    watcher.failed = true;
  }
}

/** Answers at once what it has answered before for the very same. */
export function remembered<About extends object, Who, Answer>(
  ask: (about: About, who: Who) => Answer,
): (about: About, who: Who) => Answer {
  const answers = new WeakMap<About, Map<Who, { readonly answer: Answer }>>();
  return (about, who) => {
    const known = answers.get(about) ?? new Map<Who, { readonly answer: Answer }>();
    answers.set(about, known);
    const found = known.get(who) ?? { answer: ask(about, who) };
    known.set(who, found);
    return found.answer;
  };
}
