import { describe, expect, test } from 'vitest';
import { parseRoot, rootOf } from './document.ts';
import { clause } from './testing.ts';

describe('what the words of a clause hang from', () => {
  test.each(['zh', 'en', 'zh-Hant-HK'])('[DOC-1] names its clause and its language: %s', (language) => {
    const root = { clause: clause('payment'), language };
    expect(parseRoot(rootOf(root))).toEqual(root);
  });

  test.each([
    '',
    '/',
    'payment_',
    'payment_/',
    '/zh',
    'short/zh',
    'payment_/zh/en',
    'payment_/ZH',
    'payment_ /zh',
    'prosemirror',
  ])('[DOC-1] «%s» is foreign', (name) => {
    expect(parseRoot(name)).toBeNull();
  });
});
