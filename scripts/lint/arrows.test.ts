import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../run/program.ts';
import { arrowDenial } from './arrows.ts';

/** Each arrow of ARCHITECTURE.md from both sides: what a part may import, and what it may not. */
const allowed: readonly (readonly [file: string, specifier: string])[] = [
  ['shared/src/policy/can.ts', '../session/index.ts'],
  ['shared/src/policy/can.ts', '../sfu/index.ts'],
  ['shared/src/protocol/http.ts', 'zod'],
  ['shared/src/policy/can.test.ts', 'vitest'],
  ['sfu/src/node.ts', '@parley/shared/sfu'],
  ['sfu/src/node.ts', 'mediasoup'],
  ['server/src/main.ts', './media/sfu.ts'],
  ['server/src/media/sfu.ts', '@parley/sfu'],
  ['server/src/gateway/sockets.ts', '@parley/shared/protocol'],
  ['client/src/session/engine.ts', '@parley/shared/protocol'],
  ['client/src/session/engine.ts', '../media/devices.ts'],
  ['client/src/ui/Button.tsx', 'react'],
  ['client/src/staff/Cases.tsx', '../session/engine.ts'],
  ['client/e2e/join.test.ts', 'node:child_process'],
  ['load-tests/src/join.ts', '@parley/shared/protocol'],
  ['load-tests/src/documents/gate.test.ts', '../../../server/src/agreement/gate.ts'],
  ['load-tests/src/documents/gate.test.ts', '../../../client/src/agreement/live/document.ts'],
  ['scripts/start.ts', '../server/src/main.ts'],
];

const denied: readonly (readonly [file: string, specifier: string])[] = [
  ['shared/src/session/decide.ts', 'node:crypto'],
  ['shared/src/session/decide.ts', 'fs'],
  ['shared/src/session/decide.ts', 'lodash'],
  ['shared/src/session/decide.ts', 'vitest'],
  ['shared/src/session/decide.ts', './testing.ts'],
  ['shared/src/session/decide.ts', '@parley/server'],
  ['shared/src/session/decide.ts', '../../../server/src/lib/mint.ts'],
  ['sfu/src/node.ts', '@parley/server'],
  ['sfu/src/node.ts', '../../server/src/lib/mint.ts'],
  ['sfu/src/node.ts', '../../client/src/media/devices.ts'],
  ['server/src/gateway/sockets.ts', '@parley/sfu'],
  ['server/src/gateway/sockets.ts', '@parley/sfu/worker'],
  ['server/src/media/reconciler.ts', '../../../sfu/src/index.ts'],
  ['server/src/session/actor.ts', '../../../client/src/session/model.ts'],
  ['client/src/session/engine.ts', 'react'],
  ['client/src/session/engine.ts', 'react-dom/client'],
  ['client/src/session/engine.ts', '../ui/Button.tsx'],
  ['client/src/media/devices.ts', '@tanstack/react-query'],
  ['client/src/ui/Button.tsx', 'node:fs'],
  ['client/src/ui/Button.tsx', '@parley/server'],
  ['client/src/ui/Button.tsx', '../../../sfu/src/index.ts'],
  ['client/e2e/join.test.ts', '../../server/src/main.ts'],
  ['load-tests/src/join.ts', '@parley/server'],
  ['load-tests/src/join.ts', '@parley/sfu'],
  ['load-tests/src/documents/gate.ts', '../../../server/src/agreement/gate.ts'],
  ['load-tests/src/documents/gate.test.ts', '../../../server/src/session/actor.ts'],
  ['scripts/dev.ts', '../client/src/main.tsx'],
  ['elsewhere/a.ts', 'zod'],
];

test.each(allowed)('%s may import %s', (file, specifier) => {
  expect(arrowDenial(file, specifier)).toBeUndefined();
});

test.each(denied)('%s may not import %s', (file, specifier) => {
  expect(arrowDenial(file, specifier)).toContain(file);
});

/** Files that each break one rule, or none, and what the linter has to say of them. */
const snippets: readonly { what: string; path: string; text: string; found: RegExp }[] = [
  {
    what: 'a broken arrow written as import',
    path: 'sfu/src/a.ts',
    text: "import { x } from '@parley/server';\nexport const y: unknown = x;\n",
    found: /sfu\/src\/a\.ts may not import server\/index\.ts/,
  },
  {
    what: 'a broken arrow written as export',
    path: 'sfu/src/b.ts',
    text: "export * from '@parley/server';\n",
    found: /sfu\/src\/b\.ts may not import server\/index\.ts/,
  },
  {
    what: 'a broken arrow written as import()',
    path: 'sfu/src/c.ts',
    text: "export const y = (): Promise<unknown> => import('@parley/server');\n",
    found: /sfu\/src\/c\.ts may not import server\/index\.ts/,
  },
  {
    what: 'nothing in a file that keeps the rules',
    path: 'shared/src/protocol/a.ts',
    text: "import { z } from 'zod';\nexport const a = z.string();\n",
    found: /^$/,
  },
  {
    what: 'a clock in shared',
    path: 'shared/src/session/a.ts',
    text: 'export const a = (): number => Date.now();\n',
    found: /no-restricted-globals/,
  },
  {
    what: 'chance in shared',
    path: 'shared/src/session/b.ts',
    text: 'export const a = (): number => Math.random();\n',
    found: /no-restricted-properties/,
  },
  {
    what: 'an import cycle',
    path: 'server/src/a.ts',
    text: "import { b } from './b.ts';\nexport const a = (): number => b();\n",
    found: /no-cycle/,
  },
  {
    what: 'the other half of the cycle',
    path: 'server/src/b.ts',
    text: "import { a } from './a.ts';\nexport const b = (): number => a();\n",
    found: /no-cycle/,
  },
  {
    what: 'any',
    path: 'server/src/c.ts',
    text: 'export const a = (b: any): unknown => b;\n',
    found: /no-explicit-any/,
  },
  { what: 'console', path: 'server/src/d.ts', text: "console.log('a');\nexport {};\n", found: /no-console/ },
  { what: 'a file past its length', path: 'server/src/e.ts', text: '//\n'.repeat(401), found: /max-lines/ },
  {
    what: 'a promise that nobody waits for',
    path: 'server/src/f.ts',
    text: 'export const a = (work: () => Promise<void>): void => {\n  work();\n};\n',
    found: /no-floating-promises/,
  },
  {
    what: 'a switch that forgets a case',
    path: 'server/src/g.ts',
    text: "export const a = (b: 'x' | 'y'): void => {\n  switch (b) {\n    case 'x':\n      break;\n  }\n};\n",
    found: /switch-exhaustiveness-check/,
  },
  {
    what: 'a class for one side of the screen',
    path: 'client/src/a.tsx',
    text: 'export const a = "flex pl-2";\n',
    found: /«pl-» is for one side of the screen/,
  },
  {
    what: 'one that stands in a template',
    path: 'client/src/b.tsx',
    text: 'export const a = (b: string): string => `sm:-ml-1 ${b}`;\n',
    found: /«-ml-» is for one side of the screen/,
  },
  {
    what: 'an arrow that points away from where reading goes on',
    path: 'client/src/c.tsx',
    text: 'declare const ArrowLeft: () => null;\nexport const a = <ArrowLeft />;\n',
    found: /ArrowLeft points the wrong way/,
  },
  {
    what: 'nothing in what is the same from right to left',
    path: 'client/src/d.tsx',
    text: 'export const a = "flex ms-2 pe-4 text-start";\n',
    found: /^$/,
  },
  {
    what: 'a role that is compared outside the policy',
    path: 'server/src/i.ts',
    text: "export const a = (person: { role: string }): boolean => person.role === 'mediator';\n",
    found: /by their role is decided in shared\/src\/policy/,
  },
  {
    what: 'a role that is switched on',
    path: 'server/src/j.ts',
    text: 'export const a = (role: string): number => {\n  switch (role) {\n    default:\n      return 1;\n  }\n};\n',
    found: /by their role is decided in shared\/src\/policy/,
  },
  {
    what: 'somebody who sends past the fan-out',
    path: 'server/src/k.ts',
    text: "export const a = (line: { send(name: string): void }): void => line.send('view');\n",
    found: /only FanOut sends/,
  },
  {
    what: 'a yes to what is absent',
    path: 'client/src/e.ts',
    text: 'export const a = (b?: boolean): boolean => b ?? true;\n',
    found: /what is absent means no/,
  },
  {
    what: 'a test left out',
    path: 'server/src/h.test.ts',
    text: "import { expect, test } from 'vitest';\ntest.skip('a', () => {\n  expect(1).toBe(1);\n});\n",
    found: /no-disabled-tests/,
  },
];

describe("the project's lint configuration", () => {
  let tree: string;
  let said: string[];

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'parley-lint-'));
    await cp(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
    await cp(join(root, 'scripts', 'lint'), join(tree, 'scripts', 'lint'), { recursive: true });
    await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
    await writeFile(join(tree, 'package.json'), '{ "type": "module" }');
    const compilerOptions = { strict: true, target: 'es2024', module: 'nodenext', noEmit: true };
    await writeFile(join(tree, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    for (const { path, text } of snippets) {
      await mkdir(join(tree, dirname(path)), { recursive: true });
      await writeFile(join(tree, path), text);
    }
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const args = [oxlint, '--format=unix', 'shared', 'sfu', 'server', 'client'];
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, args, { cwd: tree }, (_error, stdout) => resolve(stdout));
    });
    said = output.split('\n');
  });
  afterAll(() => rm(tree, { recursive: true, force: true }));

  test.each(snippets)('finds $what', ({ path, found }) => {
    const lines = said.filter((line) => line.startsWith(`${path}:`)).join('\n');
    expect(lines).toMatch(found);
  });
});
