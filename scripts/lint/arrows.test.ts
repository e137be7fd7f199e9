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
  ['scripts/dev.ts', '../client/src/main.tsx'],
  ['elsewhere/a.ts', 'zod'],
];

test.each(allowed)('%s may import %s', (file, specifier) => {
  expect(arrowDenial(file, specifier)).toBeUndefined();
});

test.each(denied)('%s may not import %s', (file, specifier) => {
  expect(arrowDenial(file, specifier)).toContain(file);
});

describe("the project's lint configuration", () => {
  let tree: string;

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'parley-lint-'));
    await cp(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
    await cp(join(root, 'scripts', 'lint'), join(tree, 'scripts', 'lint'), { recursive: true });
    await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
    await writeFile(join(tree, 'package.json'), '{ "type": "module" }');
  });
  afterAll(() => rm(tree, { recursive: true, force: true }));

  /** What the linter says about a file with this text at this path. */
  async function lint(path: string, text: string): Promise<string> {
    const file = join(tree, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    return new Promise((resolve) => {
      execFile(process.execPath, [oxlint, '--format=unix', path], { cwd: tree }, (_error, stdout) =>
        resolve(stdout),
      );
    });
  }

  test.each([
    ['import', "import { x } from '@parley/server';\nexport const y: number = x;\n"],
    ['export … from', "export * from '@parley/server';\n"],
    ['import()', "export const y = (): Promise<unknown> => import('@parley/server');\n"],
  ])('refuses a broken arrow written as %s', async (_how, text) => {
    expect(await lint('sfu/src/a.ts', text)).toContain('sfu/src/a.ts may not import server/index.ts');
  });

  test.each([
    ['a clock', 'export const a = (): number => Date.now();\n', 'no-restricted-globals'],
    ['chance', 'export const a = (): number => Math.random();\n', 'no-restricted-properties'],
  ])('refuses %s in shared', async (_what, text, rule) => {
    expect(await lint('shared/src/session/a.ts', text)).toContain(rule);
  });

  test('finds nothing in a file that keeps the rules', async () => {
    const text = "import { z } from 'zod';\nexport const a = z.string();\n";
    expect(await lint('shared/src/protocol/a.ts', text)).toBe('');
  });

  test.each([
    ['an import cycle', "import { b } from './b.ts';\nexport const a = (): number => b();\n", 'no-cycle'],
    ['any', 'export const a = (b: any): unknown => b;\n', 'no-explicit-any'],
    ['console', "console.log('a');\nexport {};\n", 'no-console'],
    ['a file past its length', '//\n'.repeat(401), 'max-lines'],
  ])('refuses %s', async (_what, text, rule) => {
    await lint('server/src/b.ts', "import { a } from './a.ts';\nexport const b = (): number => a();\n");
    expect(await lint('server/src/a.ts', text)).toContain(rule);
  });

  test('refuses a promise that nobody waits for', async () => {
    await writeFile(
      join(tree, 'tsconfig.json'),
      '{ "compilerOptions": { "strict": true, "target": "es2024" } }',
    );
    const text = 'export const a = (work: () => Promise<void>): void => {\n  work();\n};\n';
    expect(await lint('server/src/c.ts', text)).toContain('no-floating-promises');
  });
});
