import { readFile } from 'node:fs/promises';
import { allTests } from './scripts/mutate/judges/tests.ts';
import { mutantsOf } from './scripts/mutate/mutants.ts';
import { schemaOf } from './scripts/mutate/schema.ts';
import { titleOf } from './scripts/mutate/verdicts.ts';
const wanted = new Set((await readFile(process.argv[2] ?? '', 'utf8')).split('\n'));
const schemas = new Map<string, string>(); const all = new Map();
let n = 0;
for (const file of new Set([...wanted].filter((l) => l !== '').map((l) => l.split(':')[0] ?? ''))) {
  const source = await readFile(file, 'utf8');
  const own = new Map(mutantsOf(file, source).filter((m) => wanted.has(titleOf(m))).map((m) => [++n, m]));
  for (const [k, m] of own) all.set(k, m);
  schemas.set(file, schemaOf(source, own));
}
const t = Date.now();
await allTests(schemas, all, (k, a) => console.log(((Date.now() - t) / 1000) | 0, a.kind, titleOf(all.get(k)), a.kind === 'green' ? '' : a.why), new AbortController().signal);
