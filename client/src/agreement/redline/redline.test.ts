import { isText, type RichNode, RichText } from '@parley/shared/agreement';
import { expect, test } from 'vitest';
import { hasChanges, type Redlined, redline } from './redline.ts';

const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
const paragraph = (...content: (object | string)[]) => ({
  type: 'paragraph',
  content: content.map((each) => (typeof each === 'string' ? text(each) : each)),
});
const list = (...items: string[]) => ({
  type: 'bulletList',
  content: items.map((each) => ({ type: 'listItem', content: [paragraph(each)] })),
});
const table = (...rows: string[][]) => ({
  type: 'table',
  content: rows.map((row) => ({
    type: 'tableRow',
    content: row.map((each) => ({ type: 'tableCell', content: [paragraph(each)] })),
  })),
});
const written = (...content: object[]): RichText => RichText.parse({ type: 'doc', content });

const plain = (node: RichNode): string =>
  isText(node)
    ? node.text
    : `${node.type === 'paragraph' ? '' : `${node.type}(`}${node.content.map(plain).join('|')}${node.type === 'paragraph' ? '' : ')'}`;
const told = (redlined: readonly Redlined[]): string => redlined.map(one).join(' / ');
function one(redlined: Redlined): string {
  switch (redlined.kind) {
    case 'same':
      return plain(redlined.node);
    case 'out':
      return `[-${plain(redlined.node)}-]`;
    case 'in':
      return `[+${plain(redlined.node)}+]`;
    case 'inside':
      return `${redlined.node.type}(${told(redlined.content)})`;
    case 'words':
      return redlined.runs
        .map(({ kind, content }) => {
          const words = content.map(plain).join('');
          return kind === 'same' ? words : kind === 'out' ? `[-${words}-]` : `[+${words}+]`;
        })
        .join('');
  }
}

test('[PRO-11] the words of a paragraph are compared, the others left alone', () => {
  const before = written(paragraph('第一款。'), paragraph('被申请人支付人民币30,000元，分两期。'));
  const after = written(paragraph('第一款。'), paragraph('被申请人支付人民币25,000元，分两期。'));
  expect(told(redline(before, after, 'zh'))).toBe(
    '第一款。 / 被申请人支付人民币[-30,000-][+25,000+]元，分两期。',
  );
});

test('a paragraph that came or went is one, and what resembles another is that one with other words', () => {
  const before = written(paragraph('Payment is due in June.'), paragraph('Both sides keep this secret.'));
  const after = written(paragraph('Costs are shared equally.'), paragraph('Payment is due in July.'));
  expect(told(redline(before, after, 'en'))).toBe(
    '[+Costs are shared equally.+] / Payment is due in [-June-][+July+]. / [-Both sides keep this secret.-]',
  );
});

test('a list is compared item by item, a table cell by cell and row by row', () => {
  expect(
    told(redline(written(list('pay', 'deliver the goods')), written(list('pay', 'deliver all goods')), 'en')),
  ).toBe('bulletList(listItem(pay) / listItem(deliver [-the-][+all+] goods))');
  const before = written(table(['期次', '金额'], ['第一期', '10,000元']));
  const after = written(table(['期次', '金额'], ['第一期', '12,000元'], ['第二期', '8,000元']));
  expect(told(redline(before, after, 'zh'))).toBe(
    'table(tableRow(tableCell(期次)|tableCell(金额)) / tableRow(tableCell(第一期) / tableCell([-10,000-][+12,000+]元)) / [+tableRow(tableCell(第二期)|tableCell(8,000元))+])',
  );
});

test('how something looks is no change; what it means to a machine is one', () => {
  const sum = (amount: string, ...marks: object[]) =>
    paragraph(
      'pay ',
      text('the sum', { type: 'money', attrs: { amount, currency: 'CNY' } }, ...marks),
      ' now',
    );
  expect(hasChanges(redline(written(sum('5')), written(sum('5', { type: 'bold' })), 'en'))).toBe(false);
  expect(told(redline(written(sum('5')), written(sum('6')), 'en'))).toBe('pay [-the sum-][+the sum+] now');
});

test('a date or a sum goes and comes as a whole', () => {
  const due = (words: string, iso: string) =>
    written(paragraph('应于', text(words, { type: 'date', attrs: { iso } }), '前付清。'));
  const changed = redline(due('2026年12月31日', '2026-12-31'), due('2027年3月31日', '2027-03-31'), 'zh');
  expect(told(changed)).toBe('应于[-2026年12月31日-][+2027年3月31日+]前付清。');
});

test('another text altogether is told as one, however long it is', () => {
  const long = (words: string): RichText =>
    written(paragraph(Array.from({ length: 5_000 }, (_, index) => `${words}${index} `).join('')));
  const changes = redline(long('before'), long('after'), 'en');
  expect(changes.length).toBeLessThan(3);
  expect(hasChanges(changes)).toBe(true);
});
