import { expect, test } from 'vitest';
import { checkLine } from '../findings.ts';
import { typingFindings } from './findings.ts';
import { Told } from './told.ts';
import { typing } from './scenarios.ts';

const round = (cpuEachUs: number, acknowledged = 0, delivered = 200) => ({
  delivered,
  acknowledged,
  cpuEachUs,
  remoteP50Ms: 2,
  remoteP99Ms: 9,
  storedP99Ms: acknowledged === 0 ? null : 4,
});

const told = (own: ReturnType<typeof round>): Told =>
  Told.parse({
    editors: 3,
    aSecond: 100,
    servers: [
      { name: 'this one', rounds: [own, own] },
      { name: 'slow', rounds: [round(100), round(100)] },
      { name: 'fast', rounds: [round(40), round(50)] },
    ],
  });

test('typing is told beside the better of the others', () => {
  const { verdict, good, checks } = typingFindings(typing, told(round(20, 100)));
  expect(good).toBe(true);
  expect(verdict).toContain('0.45 of the CPU');
  expect(checks.map(checkLine)).toEqual(['acknowledged edits that another page was not shown: 0 of 400']);
});

test('an acknowledged edit that is not shown elsewhere fails it, and so does that nobody typed', () => {
  expect(typingFindings(typing, told(round(20, 100, 199)))).toMatchObject({
    good: false,
    checks: [{ wrong: 2, of: 400 }],
  });
  expect(typingFindings(typing, told(round(20, 0))).good).toBe(false);
});
