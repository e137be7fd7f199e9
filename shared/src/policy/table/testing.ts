import { expect, test } from 'vitest';
import type { Action } from '../can.ts';
import { judge, type Rows } from '../testing.ts';

/** Tests that `can` says of each action exactly what this part of the table states. */
export function testTable<A extends Action>(part: Rows<A>): void {
  const rows = judge(part);

  test.each(rows)('[POL-1] $action is allowed and denied exactly as stated', ({ said, stated }) => {
    expect(said()).toEqual(stated);
  });

  test.each(rows)('[POL-1] $action is allowed to somebody and denied to somebody', ({ stated }) => {
    const allowed = stated.filter(({ answer }) => answer === null).length;
    expect(allowed).toBeGreaterThan(0);
    expect(allowed).toBeLessThan(stated.length);
  });

  test.each(rows)('[POL-2] $action is denied to a stranger to the session', ({ toStranger }) => {
    for (const verdict of toStranger) expect(verdict).toEqual({ kind: 'deny', code: 'participant.unknown' });
  });
}
