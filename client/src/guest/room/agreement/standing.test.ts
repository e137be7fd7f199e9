import { createHash } from 'node:crypto';
import { canonicalText, hashedText, noText, RichText } from '@parley/shared/agreement';
import { ParticipantId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { hashOfTexts, standingOf } from './standing.ts';
import type { Texts } from './texts.ts';

const words = (text: string): RichText =>
  RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const texts = (zh: string, en: string): Texts =>
  new Map([zh, en].map((text, index) => [index === 0 ? 'zh' : 'en', text === '' ? noText : words(text)]));
const aligned = (zh: string, en: string) => ({
  texts: { zh: canonicalText(words(zh)), en: canonicalText(words(en)) },
  by: ParticipantId.parse('interpreter'),
  at: 1,
});

test('one language has nothing to agree with', () => {
  expect(standingOf({ aligned: null }, new Map([['zh', words('a')]]))).toEqual({ kind: 'one-language' });
});

test('what is not written yet is named', () => {
  expect(standingOf({ aligned: null }, texts('付款', ''))).toEqual({ kind: 'missing', languages: ['en'] });
});

test('languages are compared by somebody, and stale once one of them changes', () => {
  expect(standingOf({ aligned: null }, texts('付款', 'Payment'))).toEqual({ kind: 'never' });
  const compared = { aligned: aligned('付款', 'Payment') };
  expect(standingOf(compared, texts('付款', 'Payment'))).toEqual({ kind: 'aligned' });
  expect(standingOf(compared, texts('付款期', 'Payment'))).toEqual({
    kind: 'stale',
    changed: [{ language: 'zh', before: '付款', now: '付款期' }],
  });
});

test('[CLA-9] the words one agrees to are named as the server names them', () => {
  const all = texts('付款', 'Payment');
  const canonical = { zh: '付款', en: 'Payment' };
  expect(hashOfTexts(all)).toBe(createHash('sha256').update(hashedText(canonical)).digest('hex'));
  expect(hashOfTexts(new Map([['zh', null]]))).toBeNull();
});
