import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from '../run/program.ts';
import type { Mutant } from './mutants.ts';

const JudgeName = z.enum(['near tests', 'fuzz', 'types', 'all tests']);
export type JudgeName = z.infer<typeof JudgeName>;

const Line = z.object({
  /** Of the mutant: its file, and a hash of what has become of that. */
  key: z.string(),
  judge: JudgeName,
  /** Null: nothing turned red. */
  why: z.string().nullable(),
  /** Of all that the judge went by. */
  sources: z.string(),
});

/** For each judge a hash of all that it goes by: while that stays the same it says the same. */
export type Sources = Readonly<Record<JudgeName, string>>;

/** What the judges said in earlier runs: what turned red, or null. */
export interface Kept {
  of(mutant: Mutant): ReadonlyMap<JudgeName, string | null>;
  add(mutant: Mutant, judge: JudgeName, why: string | null): void;
}

/** As a file keeps it, a line each. What was said of other sources is not believed. */
export async function keptIn(file: string, sources: Sources): Promise<Kept> {
  const text = await readFile(file, { encoding: 'utf8', flag: 'a+' });
  const said = new Map<string, Map<JudgeName, string | null>>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const { key, judge, why, sources: then } = Line.parse(JSON.parse(line));
    if (then !== sources[judge]) continue;
    const ofMutant = said.get(key) ?? new Map<JudgeName, string | null>();
    said.set(key, ofMutant.set(judge, why));
  }
  return {
    of: (mutant) => said.get(keyOf(mutant)) ?? new Map(),
    add: (mutant, judge, why) => {
      const line = { key: keyOf(mutant), judge, why, sources: sources[judge] };
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
  };
}

const keyOf = ({ file, source }: Mutant): string => `${file} ${hashOf(source)}`;

const JUDGES = 'scripts/mutate/judges';
const VITEST = `${JUDGES}/{trial,vitest,vitest.config,watch}.ts`;
const PLAYED = '{shared,sfu,server}/{src/**/!(*.test).ts,*.json}';
/** What each judge is and goes by, from the project's folder. */
const SOURCES: Readonly<Record<JudgeName, readonly string[]>> = {
  'near tests': ['shared/{src/**/*.ts,*.json}', `${JUDGES}/{near-tests,runner}.ts`, VITEST],
  types: [PLAYED, `${JUDGES}/types.ts`],
  fuzz: [PLAYED, `${JUDGES}/{fuzz,fuzz-thread}.ts`],
  'all tests': [
    PLAYED,
    '{shared,sfu,server}/src/**/*.test.ts',
    `${JUDGES}/{tests,meeting-runner}.ts`,
    VITEST,
  ],
};
const OF_ALL = [
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/mutate/schema.ts',
  `${JUDGES}/{judge,patience}.ts`,
];

/** Of the tree as it is. */
export async function sourcesNow(): Promise<Sources> {
  const of = async (judge: JudgeName): Promise<string> => {
    const files = new Set<string>();
    for await (const file of glob([...SOURCES[judge], ...OF_ALL], { cwd: root })) files.add(file);
    const texts = [...files].toSorted().map((file) => readFile(join(root, file), 'utf8'));
    return hashOf([...files].toSorted(), await Promise.all(texts));
  };
  return {
    'near tests': await of('near tests'),
    types: await of('types'),
    fuzz: await of('fuzz'),
    'all tests': await of('all tests'),
  };
}

const hashOf = (...what: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 16);
