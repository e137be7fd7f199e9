import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Findings } from '../findings.ts';
import { typingFindings } from './findings.ts';
import type { TypingScenario } from './scenario.ts';
import { Told } from './told.ts';

const root = join(import.meta.dirname, '../../../..');

/** Has `bench:documents` measure, which works below the product's front door, and puts into a report what it found. */
export async function playTyping(scenario: TypingScenario): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-typing-'));
  const file = join(folder, 'told.json');
  const { seconds, rounds } = scenario;
  const args = ['scripts/bench-documents.ts', '--only', 'typing', '--json', file];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, SECONDS: String(seconds), ROUNDS: String(rounds) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  try {
    await once(child, 'exit');
    if (child.exitCode !== 0)
      throw new Error(`bench:documents ended with ${child.exitCode ?? child.signalCode}`);
    return typingFindings(scenario, Told.parse(JSON.parse(await readFile(file, 'utf8'))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
