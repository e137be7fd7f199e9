import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { stale } from './equivalents.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { pathOf, targets } from './targets.ts';

/** What is done to a piece of source, and what it becomes, on one line each. */
const done = (source: string): string[] =>
  mutantsOf('a.ts', source).map(({ what, source: after }) => `${what} ⇒ ${after.replaceAll(/\s+/g, ' ')}`);

const allow = "({ kind: 'allow' })";

describe('deletions', () => {
  test('each part of `all` is left out, and the only one allows', () => {
    expect(done('f(all(a(), b(c)));')).toEqual([
      'without: a() ⇒ f(all(b(c)));',
      'without: b(c) ⇒ f(all(a()));',
    ]);
    expect(done('f(all(a()));')).toEqual([`without: a() ⇒ f(${allow});`]);
  });

  test('a verdict and a denial allow', () => {
    expect(done("f(deny('x'));")).toEqual([`allows: deny('x') ⇒ f(${allow});`]);
    expect(done("f(verdict(a, 'x'));")).toEqual([`allows: verdict(a, 'x') ⇒ f(${allow});`]);
    expect(done("f({ kind: 'deny', code });")).toEqual([`allows: { kind: 'deny', code } ⇒ f(${allow});`]);
  });

  test('each rule of the table allows whatever it is asked, under its name', () => {
    const rules =
      "const rules = { 'chat.say': (state) => isIn(state), 'chat.read': (state) => isIn(state) };";
    const found = mutantsOf('a.ts', rules);
    expect(found.map(({ within, what }) => [within, what])).toEqual([
      ['rules › chat.say', 'allows: isIn(state)'],
      ['rules › chat.read', 'allows: isIn(state)'],
    ]);
    expect(found[0]?.source).toBe(rules.replace('isIn(state)', allow));
  });

  test('each operand of a chain is left out alone', () => {
    expect(done('f(a && b && c);')).toEqual([
      'without: && c ⇒ f((a && b));',
      'without: && b ⇒ f((a) && c);',
      'without: a && ⇒ f((b) && c);',
    ]);
    expect(done('f(a || b);')).toEqual(['without: || b ⇒ f((a));', 'without: a || ⇒ f((b));']);
    expect(done('f(a ?? b);')).toEqual([]);
  });

  test('a choice is always and never made', () => {
    expect(done('f(a ? b : c);')).toEqual(['always: a ? ⇒ f((b));', 'never: a ? ⇒ f((c));']);
  });

  test('a filter keeps everything; some and every are always and never so', () => {
    expect(done('a.filter(b);')).toEqual(['unfiltered: a.filter(b) ⇒ a;']);
    expect(done('f(a.some(b));')).toEqual(['always: a.some(b) ⇒ f(true);', 'never: a.some(b) ⇒ f(false);']);
    expect(done('f(a.every(b));')).toHaveLength(2);
  });

  test('what would have ended goes on; what is done on a condition is done without it as well', () => {
    expect(done('function f() { if (a) return; b(); }')).toEqual([
      'never: if (a) ⇒ function f() { if (false) return; b(); }',
    ]);
    expect(done('if (a) b();')).toEqual([
      'never: if (a) ⇒ if (false) b();',
      'always: if (a) ⇒ if (true) b();',
    ]);
  });

  test('a guard is not asked, whether or not it is waited for', () => {
    expect(done('class A { f() { this.#stillHere(); this.tell(); } }')).toEqual([
      'without: this.#stillHere(); ⇒ class A { f() { ; this.tell(); } }',
    ]);
    expect(done('await mayRead();')).toEqual(['without: await mayRead(); ⇒ ;']);
  });

  test('a question that is returned is always and never so', () => {
    expect(done('const f = (a) => a === 1;')).toEqual([
      'always: a === 1 ⇒ const f = (a) => true;',
      'never: a === 1 ⇒ const f = (a) => false;',
    ]);
    expect(done('function f() { return !a; }')).toHaveLength(2);
    expect(done('const f = (a) => a + 1;')).toEqual([]);
  });

  test('each says where it is, and none is found twice', () => {
    const source = 'class A {\n  f() {\n    return {\n      b: c && d,\n    };\n  }\n}\n';
    const found = mutantsOf('some/file.ts', source);
    expect(found.map(({ file, line, within }) => [file, line, within])).toEqual([
      ['some/file.ts', 4, 'f › b'],
      ['some/file.ts', 4, 'f › b'],
    ]);
    const twice = done('f(a.filter((each) => each === b));');
    expect(new Set(twice).size).toBe(twice.length);
  });

  test('a file that cannot be read is no file without rules', () => {
    expect(() => mutantsOf('a.ts', 'const = ;')).toThrow(SyntaxError);
  });
});

test('every rule of the policy is found, and what is written down of a deletion is of one that there is', async () => {
  const all: Mutant[] = [];
  for (const file of await targets()) all.push(...mutantsOf(file, await readFile(pathOf(file), 'utf8')));
  const rules = all.filter(
    ({ file, within, what }) =>
      file === 'shared/src/policy/can.ts' && within.startsWith('rules › ') && what.startsWith('allows: '),
  );
  const names = new Set(rules.map(({ within }) => within));
  expect(names).toContain('rules › media.hear');
  expect(names).toContain('rules › lobby.see');
  expect(names.size).toBeGreaterThan(40);
  expect(stale(all)).toEqual([]);
});
