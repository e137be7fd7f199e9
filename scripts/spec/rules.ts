/** A test file: its path and what is in it. */
export interface TestSource {
  readonly path: string;
  readonly text: string;
}

/** A rule as SPEC.md writes it: `- **POL-1** …`. */
const RULE = /^- \*\*([A-Z]+-\d+)\*\*/gm;
/** The first argument of a call when it is a string: the name of a test, `describe` or row of `it.each`. */
const NAME = /\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
/** Comments, and whatever else a comment may seem to begin in: strings and patterns. */
const PARTS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//g;
const MARK = /\[([A-Z]+-\d+)\]/g;
const LEFT_OUT =
  /\b(?:it|test|describe|suite)(?:\.\w+)*\.(?:skip|skipIf|runIf|only|todo|fails)\b|\bx(?:it|test|describe)\(/g;

/**
 * What is wrong between the numbered rules and the tests that are to prove them.
 *
 * @param spec the text of SPEC.md
 * @returns one line each; none when every rule has a test, every test names a rule there is, and no test is left out
 */
export function specProblems(spec: string, tests: readonly TestSource[]): string[] {
  const rules = [...spec.matchAll(RULE)].map(([, id]) => id ?? '');
  const problems = rules
    .filter((id, index) => rules.indexOf(id) !== index)
    .map((id) => `SPEC.md: ${id} is two rules`);
  const proven = new Set<string>();
  for (const { path, text } of tests) {
    const names = [...withoutComments(text).matchAll(NAME)].map(([, , name]) => name ?? '');
    const marks = new Set(names.flatMap((name) => [...name.matchAll(MARK)].map(([, id]) => id ?? '')));
    for (const id of marks) {
      proven.add(id);
      if (!rules.includes(id)) problems.push(`${path}: names ${id}, which is no rule in SPEC.md`);
    }
    for (const [what] of text.matchAll(LEFT_OUT)) problems.push(`${path}: ${what} leaves tests out`);
  }
  for (const id of rules) if (!proven.has(id)) problems.push(`SPEC.md: ${id} has no test`);
  return problems;
}

/** What is commented out is not run, and proves nothing. */
const withoutComments = (text: string): string =>
  text.replaceAll(PARTS, (part) => (/^\/[/*]/.test(part) ? ' ' : part));
