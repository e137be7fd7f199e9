import type { SessionCreated } from '@parley/shared/session';
import { castOf, created, withThird } from './cast.ts';
import type { Counters } from './counters.ts';
import { anyOperation, operations } from './operations.ts';
import { Random } from './random.ts';
import { Stage } from './stage.ts';
import { Violation } from './violation.ts';

/** One step: what is done, and the seed of all that is random in it. */
export interface Step {
  readonly name: string;
  readonly seed: number;
}

export interface Failure {
  readonly seed: number;
  /** Counted from 0. */
  readonly at: number;
  readonly what: string;
  readonly history: readonly Step[];
}

/** So often everything comes to rest and is looked at. */
const REST_EVERY = 40;
/** And so often, where a third side is waited for, somebody thinks of going on without it. */
const EXCUSE_EVERY = 18;
export const STEPS_A_SESSION = 400;

/** How most sessions begin; what follows makes of it what it likes. */
const OPENING = [
  ...Array.from({ length: 10 }, () => 'connect'),
  ...Array.from({ length: 14 }, () => 'enter'),
  ...Array.from({ length: 8 }, () => 'admit'),
  'flush the SFU',
];

/** Many of those are about voices: people come together, and interpreters begin to work among them. */
const BOOTHS = [
  'gather',
  'some seconds',
  'flush the SFU',
  ...Array.from({ length: 12 }, () => 'interpret'),
  'flush the SFU',
  'offer to hand over',
  'take over',
  'take over',
  'speak in turn, or not',
  'take the floor',
  'pass the floor',
  'write to partners',
  'keep a term',
  'write to partners',
  'keep a term',
  'put a term elsewhere',
  'read what partners wrote',
  'read terms',
  'put a term elsewhere',
  'read terms',
  'choose a language',
  'choose a language',
  'speak past the interpreters',
  'speak past the interpreters',
  'speak past the interpreters',
];

/** In some of them what is said is captioned. */
const CAPTIONS = [
  'keep transcripts, or not',
  ...Array.from({ length: 5 }, () => 'choose captions'),
  ...Array.from({ length: 8 }, () => 'type a caption'),
  'read a transcript',
  'caption a room by itself',
  ...Array.from({ length: 4 }, () => 'be overheard'),
];

/** And most of those are about words, of the agreement and of a draft. */
const PAPERS = [
  'begin the agreement',
  'open caucus',
  'open caucus',
  'flush the SFU',
  'begin a draft',
  'begin a draft',
  ...Array.from({ length: 6 }, () => 'type'),
  'let words out',
  'decide on a clause',
];

/** Where a third side is waited for, the others get on as far as they can, and then without it. */
const WITHOUT_IT = [
  'gather',
  'some seconds',
  'flush the SFU',
  ...Array.from({ length: 4 }, () => [
    'decide on a clause',
    'settle on words',
    'settle on words',
    'settle on words',
  ]).flat(),
  'suggest',
  'answer a proposal',
  'answer a proposal',
  'go on without a side',
  'go on without a side',
  ...Array.from({ length: 4 }, () => 'settle on words'),
];

/** The steps of a session, by its seed alone. */
export function stepsOf(seed: number, count = STEPS_A_SESSION): Step[] {
  const random = new Random(seed);
  const waits = castOf(seed) === withThird;
  const opening = random.chance(0.85)
    ? [
        ...OPENING,
        ...(random.chance(0.5) ? [...BOOTHS, ...CAPTIONS] : []),
        ...(random.chance(0.6) || waits ? PAPERS : []),
        ...(waits ? WITHOUT_IT : []),
      ]
    : [];
  return Array.from({ length: count }, (_, at) => ({
    name: opening[at] ?? ofItself(at, waits) ?? anyOperation(random),
    seed: random.seed(),
  }));
}

/** What comes again and again, whatever else happens. */
function ofItself(at: number, waits: boolean): string | null {
  if (at % REST_EVERY === REST_EVERY - 1) return 'come to rest';
  return waits && at % EXCUSE_EVERY === 0 ? 'go on without a side' : null;
}

/** Plays the steps against a fresh server; the first thing that must never happen ends it. */
export async function play(
  steps: readonly Step[],
  counters: Counters,
  cast: SessionCreated = created,
): Promise<{ at: number; what: string } | null> {
  const stage = await Stage.open(counters, cast);
  try {
    return await playOn(stage, steps, counters);
  } finally {
    stage.sheets.end();
  }
}

async function playOn(
  stage: Stage,
  steps: readonly Step[],
  counters: Counters,
): Promise<{ at: number; what: string } | null> {
  for (const [at, { name, seed }] of steps.entries()) {
    try {
      await operations[name]?.[1](stage, new Random(seed));
      await stage.settle();
      await stage.clock.pass(1, () => stage.settle());
      stage.look();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      stage.violation ??= error;
    }
    counters.add('steps');
    if (stage.violation !== null) return { at, what: stage.violation.message };
  }
  return null;
}
