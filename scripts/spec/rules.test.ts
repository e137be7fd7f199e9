import { expect, test } from 'vitest';
import { specProblems } from './rules.ts';

const spec = '# Rules\n\n- **AAA-1** Something holds.\n- **AAA-2** So does this, see **AAA-1**.\n';
/** Written in two parts, so that this very file is not taken for one that proves the rule. */
const mark = (id: string): string => `[${id}]`;
const proof = (...ids: string[]) => ({
  path: 'a.test.ts',
  text: ids.map((id) => `test('${mark(id)} holds', () => {});`).join('\n'),
});

test('rules with a test each are in order', () => {
  expect(specProblems(spec, [proof('AAA-1', 'AAA-2')])).toEqual([]);
});

test('a name on the next line, in a table row or of a group counts', () => {
  const text = [`it(\n  "${mark('AAA-1')} holds",`, `test.each(rows)(\`${mark('AAA-2')} holds\`,`].join('\n');
  expect(specProblems(spec, [{ path: 'a.test.ts', text }])).toEqual([]);
});

test('a rule without a test is named, also when only a comment speaks of it', () => {
  const tests = [proof('AAA-1'), { path: 'b.test.ts', text: `// ${mark('AAA-2')}` }];
  expect(specProblems(spec, tests)).toEqual(['SPEC.md: AAA-2 has no test']);
});

test.each([
  ['a line', (code: string) => `// ${code}`],
  ['a block', (code: string) => `/* as it was:\n${code}\n*/`],
  ['a line behind text with a slash', (code: string) => `get('http://a/*'); // ${code}`],
  ['a line behind a pattern with a quote', (code: string) => `/['"\`]/.test(x); // ${code}`],
])('a test in a comment proves nothing: %s', (_what, commented) => {
  const tests = [proof('AAA-1'), { path: 'b.test.ts', text: commented(proof('AAA-2').text) }];
  expect(specProblems(spec, tests)).toEqual(['SPEC.md: AAA-2 has no test']);
});

test('what only looks like a comment is none', () => {
  const text = `get('http://a');\ntest('${mark('AAA-1')} // holds /*', () => x / y);\nit("${mark('AAA-2')} */", z);`;
  expect(specProblems(spec, [{ path: 'a.test.ts', text }])).toEqual([]);
});

test('a test of no rule is named', () => {
  expect(specProblems(spec, [proof('AAA-1', 'AAA-2', 'BBB-1')])).toEqual([
    'a.test.ts: names BBB-1, which is no rule in SPEC.md',
  ]);
});

test('a number used twice is named', () => {
  expect(specProblems(`${spec}- **AAA-1** Another.\n`, [proof('AAA-1', 'AAA-2')])).toEqual([
    'SPEC.md: AAA-1 is two rules',
  ]);
});

test.each(['skip', 'only', 'todo', 'skipIf', 'concurrent.skip'])('a test left out by .%s is named', (how) => {
  const text = `test.${how}('x', () => {});`;
  expect(specProblems('', [{ path: 'a.test.ts', text }])).toEqual([
    `a.test.ts: test.${how} leaves tests out`,
  ]);
});
