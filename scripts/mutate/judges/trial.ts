import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Limits } from './patience.ts';

/** What a run of tests is to try. */
export const Trial = z.object({
  /** What takes the place of a file, by its path. */
  sources: z.record(z.string(), z.string()),
  /** What is done with the mutants that the sources are; null when they are a single one. */
  runner: z.enum(['runner', 'meeting-runner']).nullable(),
  /** Those that are to be tried. */
  numbers: z.array(z.number()),
});
export type Trial = z.infer<typeof Trial>;

/** For one test with one mutant; what it imports may have to be read and compiled first. */
export const LIMITS: Limits = { seconds: 60, every: 1_000, stills: 120 };

/** One thing that came of it, a line each. */
export const Finding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tries'), number: z.number() }),
  /** 0 is the tree as it is. */
  z.object({ kind: z.literal('red'), number: z.number(), why: z.string() }),
  /** What a file of tests came by, or null: what the modules of one did that it was the first to load. */
  z.object({ kind: z.literal('met'), file: z.string().nullable(), numbers: z.array(z.number()) }),
  /** The tests were ended in the middle. */
  z.object({ kind: z.literal('ended'), how: z.enum(['endless', 'waits']) }),
]);
export type Finding = z.infer<typeof Finding>;

/** Writes it down for the process that tries it, as long as `then` takes. */
export async function withTrial<R>(
  trial: Trial,
  then: (files: { readonly trial: string; readonly findings: string; readonly report: string }) => Promise<R>,
): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-trial-'));
  try {
    const files = {
      trial: join(folder, 'trial.json'),
      findings: join(folder, 'findings.jsonl'),
      report: join(folder, 'report.json'),
    };
    await writeFile(files.trial, JSON.stringify(trial));
    await writeFile(files.findings, '');
    return await then(files);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const readFindings = async (file: string): Promise<Finding[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Finding.parse(JSON.parse(line)));
