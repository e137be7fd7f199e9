import { expect, test } from 'vitest';
import { findingsSummary } from '../report/findings.ts';
import type { Turned } from '../turns.ts';
import { hasBent, isCarried, mostCarried, perCore, type Step, whatBent } from './bend.ts';
import { type Climb, rampFindings } from './findings.ts';
import { ramp } from './scenarios.ts';

const step = (listeners: number, p99Ms = 5, lost = 0): Step => ({
  listeners,
  packetsPerSecond: 300 * listeners,
  lost,
  p50Ms: 1,
  p99Ms,
  media: 0.3,
  generator: 0.6,
  others: 0,
  lateMs: 4,
});

test('carried is what is neither lost nor late', () => {
  expect(isCarried(step(1))).toBe(true);
  expect(isCarried(step(1, 20, 0.001))).toBe(true);
  expect(isCarried(step(1, 21))).toBe(false);
  expect(isCarried(step(1, 5, 0.002))).toBe(false);
});

test('it has bent when two steps in a row are not carried', () => {
  expect(hasBent([step(10, 50)])).toBe(false);
  expect(hasBent([step(10, 50), step(20), step(30, 50)])).toBe(false);
  expect(hasBent([step(10), step(20, 50), step(30, 5, 0.1)])).toBe(true);
});

test('the most that was carried is the last step before it bent, whatever one bad moment between was', () => {
  const moment = [step(10), step(20, 50), step(30), step(40, 50), step(50, 50)];
  expect(mostCarried(moment)?.listeners).toBe(30);
  expect(mostCarried([step(10), step(20)])?.listeners).toBe(20);
  expect(mostCarried([step(10, 50), step(20, 50)])).toBeNull();
});

test('what bends is told from what was busy', () => {
  expect(whatBent({ ...step(1), media: 0.95 }, 2)).toBe('the media plane');
  expect(whatBent({ ...step(1), generator: 1.2, others: 0.4 }, 2)).toBe('the machine');
  expect(whatBent(step(1), 2)).toBe('the generator');
});

test('what is carried is reckoned up to a whole core', () => {
  expect(perCore(step(100))).toBe(100_000);
});

const heard = { what: 'packets heard of a room one is not in', wrong: 0, of: 100 };
const climb = (...steps: Step[]): Climb => ({ steps, heard });
const ours: Turned<Climb> = {
  name: 'Parley',
  what: 'Parley 1',
  rounds: [climb(step(10), step(20)), climb(step(10), step(20))],
};
const dear = (listeners: number, p99Ms = 5): Step => ({ ...step(listeners, p99Ms), media: 0.95 });
const theirs: Turned<Climb> = {
  name: 'Janus',
  what: 'Janus 2',
  rounds: [climb(dear(10), dear(20, 50), dear(30, 50)), climb(step(10), step(20, 50), step(30, 50))],
};

test('what each carried is told with what bent, and beside each other by rounds', () => {
  const findings = rampFindings(ramp, { venues: [ours, theirs], absent: [] }, 2);
  const text = findingsSummary({ findings }).join('\n');
  expect(findings.good).toBe(true);
  expect(text).toContain('Parley: 20 listeners, 6,000 packets a second, were carried with 0.30 cores');
  expect(text).toContain('nothing bent (2 of 2 rounds)');
  expect(text).toContain(
    'at its end was the media plane (1 of 2 rounds), at its end was the generator (1 of 2 rounds)',
  );
  expect(text).toMatch(/packets passed on +2\.00 ×, 95 % between 2\.00 and 2\.00, 2 rounds/);
});

test('where not even the first step was carried there is no figure, and no ratio', () => {
  const none = { ...theirs, rounds: [climb(step(10, 50), step(20, 50))] };
  const findings = rampFindings(ramp, { venues: [ours, none], absent: [] }, 2);
  expect(findings.verdict).toContain('Janus: not even the first step was carried.');
  expect(findingsSummary({ findings }).join('\n')).toMatch(/packets passed on +–$/m);
});

test('what was heard of another room fails the run', () => {
  const leaking = { ...ours, rounds: [{ ...climb(step(10)), heard: { ...heard, wrong: 1 } }] };
  expect(rampFindings(ramp, { venues: [leaking], absent: [] }, 2).good).toBe(false);
});
