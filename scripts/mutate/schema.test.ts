import { compileFunction } from 'node:vm';
import { expect, test } from 'vitest';
import { mutantsOf } from './mutants.ts';
import { ASKED, schemaOf } from './schema.ts';

const SOURCE = `
  const rules = {
    bare: (n) => n > 1 && n < 9,
    whole: (n) => { if (n === 2) return { kind: 'deny', code: 'two' }; return all(n > 3, n < 8); },
  };
  const all = (...parts) => parts.every((part) => part);
  const mustBe = (n) => { if (n > 6) throw new Error('too much'); };
  const asked = (n) => {
    mustBe(n);
    const list = n === 5 ? undefined : [n, n + 1, n + 2];
    return list?.filter((each) => each > 4).map((each) => each || n).length;
  };
  const answer = (ask, n) => { try { return ask(n); } catch (error) { return error.message; } };
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => [rules.bare, rules.whole, asked].map((ask) => answer(ask, n)));
`;
// What stands in a function's body here is no module; what is left out is the same.
const inside = (source: string): string => source.replace('() => {', '').slice(0, -1);
const MODULE = `() => {${SOURCE}}`;

/** What a source answers, with no mutant or this one. */
function answers(source: string, number = 0): unknown {
  const play = compileFunction(inside(source), [ASKED]) as (asked: (of: number) => boolean) => unknown;
  return play((of) => of === number);
}

test('one source is as the file when no mutant is asked for, and as each of them when it is', () => {
  const mutants = new Map(mutantsOf('a.ts', MODULE).map((mutant, at) => [at + 1, mutant]));
  const schema = schemaOf(MODULE, mutants);
  expect(mutants.size).toBeGreaterThan(15);
  expect(answers(schema)).toEqual(answers(MODULE));
  for (const [number, { what, source }] of mutants) {
    expect({ what, answers: answers(schema, number) }).toEqual({ what, answers: answers(source) });
  }
});
