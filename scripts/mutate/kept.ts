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
  why: z.string(),
  /** Of all that the judge went by. */
  sources: z.string(),
});

export type Red = Pick<z.infer<typeof Line>, 'judge' | 'why'>;
/** For each judge a hash of all that it goes by: while that stays the same it says the same. */
export type Sources = Readonly<Record<JudgeName, string>>;

/** What turned red in earlier runs. */
export interface Kept {
  of(mutant: Mutant): Red | null;
  add(mutant: Mutant, red: Red): void;
}

/** As a file keeps it, a line each. What was found of other sources is not believed. */
export async function keptIn(file: string, sources: Sources): Promise<Kept> {
  const text = await readFile(file, { encoding: 'utf8', flag: 'a+' });
  const lines = text.split('\n').filter((line) => line !== '');
  const found = new Map(
    lines
      .map((line) => Line.parse(JSON.parse(line)))
      .filter((line) => line.sources === sources[line.judge])
      .map((line) => [line.key, line]),
  );
  return {
    of: (mutant) => found.get(keyOf(mutant)) ?? null,
    add: (mutant, { judge, why }) => {
      const line = { key: keyOf(mutant), judge, why, sources: sources[judge] };
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
  };
}

const keyOf = ({ file, source }: Mutant): string => `${file} ${hashOf([source])}`;

const PRODUCT = '{shared,sfu,server}/{src/**/*.ts,*.json}';
/** The judges themselves, and all that they use of others. */
const JUDGES = ['package-lock.json', 'tsconfig.base.json', 'scripts/mutate/{schema,judges/!(*.test)}.ts'];

/** Of the tree as it is. */
export async function sourcesNow(): Promise<Sources> {
  const isTest = (file: string): boolean => file.endsWith('.test.ts');
  const [shared, played, all] = await Promise.all([
    sourcesIn(['shared/{src/**/*.ts,*.json}']),
    sourcesIn([PRODUCT], isTest),
    sourcesIn([PRODUCT]),
  ]);
  return { 'near tests': shared, fuzz: played, types: all, 'all tests': all };
}

async function sourcesIn(patterns: readonly string[], exclude?: (file: string) => boolean): Promise<string> {
  const files: string[] = [];
  const wanted = { cwd: root, ...(exclude === undefined ? {} : { exclude }) };
  for await (const file of glob([...patterns, ...JUDGES], wanted)) files.push(file.replaceAll('\\', '/'));
  const texts = files.toSorted().map(async (file) => [file, await readFile(join(root, file), 'utf8')]);
  return hashOf((await Promise.all(texts)).flat());
}

const hashOf = (texts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 16);
