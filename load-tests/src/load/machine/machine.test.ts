import { expect, test } from 'vitest';
import { cpuOf, descendants, familyOf, memoryOf, parseStat, type ProcessStat } from './processes.ts';
import { parseWhole } from './whole.ts';

const line =
  '4242 (a) b (c)) S 17 4242 4242 0 -1 4194304 1 0 0 0 250 150 0 0 20 0 1 0 100 1000 10 18446744073709551615';

test('a process is read from its line, whatever its name holds', () => {
  expect(parseStat(line)).toEqual({ pid: 4242, name: 'a) b (c)', parent: 17, cpu: 4 });
});

test('a line that is none is refused', () => {
  expect(() => parseStat('nothing')).toThrow(/not a process/);
});

test('to a family belong all that were started by one, at any remove, and nobody else', () => {
  const stat = (pid: number, parent: number): ProcessStat => ({ pid, parent, name: `p${pid}`, cpu: 0 });
  const all = [stat(1, 0), stat(2, 1), stat(3, 2), stat(4, 3), stat(5, 1)];
  expect(descendants(all, 2).map(({ pid }) => pid)).toEqual([2, 3, 4]);
  expect(descendants(all, 9)).toEqual([]);
});

test('this process is there, has taken some time, and holds memory', async () => {
  expect((await familyOf(process.pid)).map(({ pid }) => pid)).toContain(process.pid);
  expect(await cpuOf([process.pid])).toBeGreaterThan(0);
  expect(await memoryOf([process.pid])).toBeGreaterThan(1_000);
  expect(await cpuOf([2 ** 30])).toBe(0);
});

test('of the whole machine it is told how much was busy, how much stolen and how much there was', () => {
  const text = 'cpu  100 20 30 400 50 6 7 8 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n';
  const { busy, stolen, all } = parseWhole(text);
  expect([busy, stolen, all].map((seconds) => seconds.toFixed(2))).toEqual(['1.63', '0.08', '6.21']);
});
