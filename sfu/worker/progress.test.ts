import { describe, expect, it } from 'vitest';
import { formatProgress, type Progress, progressPrinter } from './progress.ts';

const objects = (done: number): Progress => ({ kind: 'objects', done, total: 200, elapsed: done * 1000 });

function print(isTTY: boolean, events: Progress[]): string {
  let text = '';
  const report = progressPrinter({ isTTY, write: (more) => (text += more) });
  for (const event of events) report(event);
  return text;
}

describe('formatProgress', () => {
  it('shows the time, the object and the share', () => {
    expect(formatProgress(objects(65))).toBe('1:05  compiling, 65 of 200 objects (32%)');
    expect(formatProgress({ kind: 'step', step: 'linking', elapsed: 605_999 })).toBe('10:05  linking');
  });
});

describe('progressPrinter', () => {
  const all = Array.from({ length: 201 }, (_, done) => objects(done));

  it('gives a log one line for each tenth', () => {
    const lines = print(false, all).trimEnd().split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toContain('200 of 200 objects (100%)');
  });

  it('rewrites one line on a terminal and ends it before the next step', () => {
    const text = print(true, [...all, { kind: 'step', step: 'linking', elapsed: 0 }]);
    expect(text.split('\n')).toHaveLength(3);
    expect(text.split('\r')).toHaveLength(202);
  });
});
