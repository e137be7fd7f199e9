import { canonicalText, RichText } from '@parley/shared/agreement';
import { expect, test } from 'vitest';
import { readable } from './readable.ts';

const text = (text: string, ...marks: object[]) => ({ type: 'text', text, marks });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const canonical = (...content: object[]): string => canonicalText(RichText.parse({ type: 'doc', content }));

test('a canonical text reads as its words', () => {
  const all = canonical(
    { type: 'heading', attrs: { level: 2 }, content: [text('付款')] },
    paragraph(
      text('支付'),
      text('三万元', { type: 'money', attrs: { amount: '30000', currency: 'CNY' } }),
      text('。'),
    ),
    {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph(text('第一期')), paragraph(text('现金'))] }],
    },
    {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph(text('期次'))] }] }],
    },
  );
  expect(readable(all)).toBe('付款\n支付三万元。\n- 第一期\n现金\n期次');
});

test('what only looks like a sign of structure stays', () => {
  for (const words of ['# no heading', '| no cell', '- no item', '⟨kept⟩ and \\ too', '1. 甲方']) {
    expect(readable(canonical(paragraph(text(words))))).toBe(words);
  }
});

test('a break within a line is one', () => {
  expect(readable(canonical(paragraph(text('one'), { type: 'hardBreak' }, text('two'))))).toBe('one\ntwo');
});
