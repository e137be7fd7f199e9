import fc from 'fast-check';
import { type Attributes, isText, type RichNode, RichText } from '../rich-text.ts';

/** Texts at random: words in both scripts, and every character that could be taken for structure. */

const words = fc.oneof(
  fc.constantFrom(
    '',
    '甲方',
    'pay ',
    '支付',
    '- x',
    '1. y',
    '# z',
    '| c',
    '|<',
    '  in',
    '\\',
    '\\n',
    '⟨date 2026-01-01⟩',
    '⟩',
    '\n',
    '\t',
    '𠮷',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll(/[^\p{L}\p{N}\p{P} ]/gu, '')),
);
const mark = fc.constantFrom(
  { type: 'bold', attrs: {} },
  { type: 'italic', attrs: {} },
  { type: 'underline', attrs: {} },
  { type: 'money', attrs: { amount: '50000', currency: 'CNY' } },
  { type: 'money', attrs: { amount: '5.50', currency: 'CNY' } },
  { type: 'date', attrs: { iso: '2026-01-01' } },
  { type: 'term', attrs: { term: '交付 日' } },
  { type: 'term', attrs: { term: '5.50 CNY' } },
);
const inline = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('text'),
        text: words,
        marks: fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  ),
  { maxLength: 4 },
);
const number = (max: number) => fc.integer({ min: 1, max });

const { block } = fc.letrec<Record<'block' | 'inner' | 'item' | 'cell', object>>((tie) => ({
  inner: fc.oneof(
    { maxDepth: 3 },
    { weight: 5, arbitrary: fc.record({ type: fc.constant('paragraph'), content: inline }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('heading'),
        attrs: fc.record({ level: number(3) }),
        content: inline,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('bulletList'),
        content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('orderedList'),
        attrs: fc.record({ start: number(4) }),
        content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
  item: fc.record({
    type: fc.constant('listItem'),
    content: fc.array(tie('inner'), { minLength: 1, maxLength: 3 }),
  }),
  cell: fc.record({
    type: fc.constantFrom('tableCell', 'tableHeader'),
    attrs: fc.record({ colspan: number(2), rowspan: number(2), colwidth: fc.constantFrom(null, [120]) }),
    content: fc.array(tie('inner'), { minLength: 1, maxLength: 2 }),
  }),
  block: fc.oneof(
    { weight: 5, arbitrary: tie('inner') },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('table'),
        content: fc.array(
          fc.record({
            type: fc.constant('tableRow'),
            content: fc.array(tie('cell'), { minLength: 1, maxLength: 2 }),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
    },
  ),
}));

/** As an editor might hand it over: not yet in one form. */
export const anyDocument = fc.record({
  type: fc.constant('doc'),
  content: fc.array(block, { minLength: 1, maxLength: 4 }),
});
export const anyRichText = anyDocument.map((document) => RichText.parse(document));

/** The same text in other pieces: every text cut after its first character, marks turned round, nulls for what is not set. */
export function scattered(node: RichNode): unknown {
  if (!isText(node)) {
    const attrs = { ...node.attrs, id: null };
    const content = node.content.flatMap((child) => pieces(child));
    return { type: node.type, attrs, content };
  }
  return node;
}
function pieces(node: RichNode): unknown[] {
  if (!isText(node)) return [scattered(node)];
  const [head = '', ...tail] = node.text;
  const marks = node.marks.toReversed();
  return [head, '', tail.join('')].map((text) => ({ type: 'text', text, marks }));
}

/** A text with the `at`th of its nodes a little different: a word more, another level, number or width, bare of marks. */
export function altered(text: RichText, at: number): RichText {
  let left = at % (count(text) - 1);
  const change = (node: RichNode): RichNode => {
    const isIt = left === 0;
    left -= 1;
    if (isText(node)) {
      if (!isIt) return node;
      return at % 2 === 0 ? { ...node, text: `${node.text}新` } : { ...node, marks: [] };
    }
    const inside = { ...node, content: node.content.map(change) };
    return isIt ? { ...inside, attrs: stepped(node.attrs) } : inside;
  };
  return RichText.parse({ ...text, content: text.content.map(change) });
}

const count = (node: RichNode): number =>
  isText(node) ? 1 : 1 + node.content.reduce((sum, child) => sum + count(child), 0);
const stepped = (attrs: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attrs).map(([name, value]) => [name, typeof value === 'number' ? (value % 3) + 1 : [77]]),
  );

/** What a text says, told in another way than its canonical string: structure and words without how they look. */
export function meaning(text: RichText): unknown {
  return blocks(text.content);
}

function blocks(nodes: readonly RichNode[]): unknown[] {
  return nodes.flatMap((node): unknown[] => {
    if (isText(node)) return [];
    switch (node.type) {
      case 'paragraph':
        return [['p', inlines(node.content)]];
      case 'heading':
        return [['h', node.attrs['level'], inlines(node.content)]];
      case 'bulletList':
        return node.content.map((item) => ['•', isText(item) ? [] : blocks(item.content)]);
      case 'orderedList':
        return node.content.map((item, index) => [
          Number(node.attrs['start']) + index,
          isText(item) ? [] : blocks(item.content),
        ]);
      case 'table':
      case 'tableRow':
        return [[node.type, blocks(node.content)]];
      case 'tableCell':
      case 'tableHeader':
        return [[node.type, node.attrs['colspan'], node.attrs['rowspan'], blocks(node.content)]];
      case 'doc':
      case 'listItem':
      case 'hardBreak':
        return [];
    }
  });
}

/** Characters, and after the last one of a sum, a date or a term what it means. */
function inlines(nodes: readonly RichNode[]): unknown[] {
  const said = (node: RichNode | undefined): readonly string[] =>
    node === undefined || !isText(node)
      ? []
      : node.marks
          .filter(({ type }) => ['money', 'date', 'term'].includes(type))
          .map((each) => JSON.stringify(each));
  return nodes.flatMap((node, index) => [
    ...Array.from(isText(node) ? node.text : '\n'),
    ...said(node)
      .filter((each) => !said(nodes[index + 1]).includes(each))
      .map((each) => [each]),
  ]);
}
