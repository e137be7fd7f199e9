import { expect, test } from 'vitest';
import { figureText } from '../findings.ts';
import { type Held, quietFindings } from './findings.ts';
import { quiet } from './scenarios.ts';

const cores = { measured: 0.25, rest: 0, generator: 0.5, others: 0 };
const held = (sessions: number): Held => ({
  sessions,
  server: 100 + sessions / 4,
  media: 20 + sessions / 2,
  database: 90,
});
const found = (away: number) =>
  quietFindings(quiet, { held: [0, 50, 100].map(held), came: [20, 30, 40], cores, away, of: 600 });

test('what sessions hold is told above what there was before, all together and for each', () => {
  const [memory] = found(0).figures;
  expect(memory?.figures.map(figureText)).toEqual([
    '25 MB, 256 KB a session',
    '50 MB, 512 KB a session',
    '0 MB, 0 KB a session',
  ]);
  expect(found(0).good).toBe(true);
});

test('memory that nobody holds any more says nothing', () => {
  expect(found(1).good).toBe(false);
  expect(found(1).verdict).toContain('people who did not stay in their room (1 of 600)');
});
