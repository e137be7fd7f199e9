import { expect, test } from 'vitest';
import { treeDiffers } from './tree.mjs';

const machine = { platform: 'linux', arch: 'x64' };
const zod = { version: '4.6.7', integrity: 'sha512-a' };
const forMac = { version: '1.0.0', integrity: 'sha512-b', optional: true, os: ['darwin'], cpu: ['arm64'] };
const forThis = { version: '1.0.0', integrity: 'sha512-c', optional: true, os: 'linux', cpu: 'x64' };

test('the same packages do not differ, whatever the workspaces say', () => {
  const wanted = { '': {}, client: { version: '2' }, 'node_modules/zod': zod };
  expect(
    treeDiffers(wanted, { client: { version: '1' }, 'node_modules/zod': { ...zod } }, machine),
  ).toBeUndefined();
});

test.each([
  ['is missing', {}],
  ['has another version', { 'node_modules/zod': { ...zod, version: '4.6.6' } }],
  ['has other contents', { 'node_modules/zod': { ...zod, integrity: 'sha512-x' } }],
])('a package that %s is named', (_how, installed) => {
  expect(treeDiffers({ 'node_modules/zod': zod }, installed, machine)).toBe('node_modules/zod');
});

test('a package that the lock file does not ask for is named', () => {
  expect(treeDiffers({}, { 'client/node_modules/old': zod }, machine)).toBe('client/node_modules/old');
});

test('an optional package that the lock file does not know may be installed', () => {
  expect(treeDiffers({}, { 'node_modules/this': forThis }, machine)).toBeUndefined();
});

test("another machine's optional package may be absent, this machine's may not", () => {
  expect(treeDiffers({ 'node_modules/mac': forMac }, {}, machine)).toBeUndefined();
  expect(treeDiffers({ 'node_modules/this': forThis }, {}, machine)).toBe('node_modules/this');
});
