import { attributesOf, type MarkKind, type NodeKind, richTextSchema } from '@parley/shared/agreement';
import { type Extensions, Mark, Node } from '@tiptap/core';
import type { DOMOutputSpec, ParseRule, TagParseRule } from '@tiptap/pm/model';

/**
 * The editor's schema, made from the very data that the server checks every edit with: neither can know a node, a mark
 * or an attribute that the other does not.
 */
export const schemaExtensions = (): Extensions => [
  ...keysOf(richTextSchema.nodes).map(nodeExtension),
  Node.create({ name: 'text', group: 'inline' }),
  ...keysOf(richTextSchema.marks).map(markExtension),
];

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): K[] => {
  const keys: K[] = [];
  for (const key in table) keys.push(key);
  return keys;
};

/** How an element or a mark stands in the page, and by what it is known again. */
interface InPage {
  readonly parse: readonly TagParseRule[];
  readonly render: (attributes: Attributes) => DOMOutputSpec;
}
type Attributes = Readonly<Record<string, unknown>>;

const simply = (tag: string, ...others: readonly string[]): InPage => ({
  parse: [tag, ...others].map((each) => ({ tag: each })),
  render: () => [tag, 0],
});

const nodesInPage: { readonly [K in NodeKind]: InPage } = {
  doc: simply('div'),
  paragraph: simply('p'),
  heading: {
    parse: [1, 2, 3, 4, 5, 6].map((tag) => ({
      tag: `h${tag}`,
      getAttrs: (element) => ({ level: levelOf(element, tag) }),
    })),
    // Of whatever level: below the clause, whose words begin with any of them.
    render: ({ level }) => ['h4', { 'data-level': level }, 0],
  },
  bulletList: simply('ul'),
  orderedList: {
    parse: [{ tag: 'ol', getAttrs: (element) => ({ start: startOf(element) }) }],
    render: ({ start }) => ['ol', start === 1 ? {} : { start }, 0],
  },
  listItem: simply('li'),
  table: { parse: [{ tag: 'table' }], render: () => ['table', ['tbody', 0]] },
  tableRow: simply('tr'),
  tableCell: { parse: [{ tag: 'td', getAttrs: cellAttributes }], render: (cell) => ['td', cellDom(cell), 0] },
  tableHeader: {
    parse: [{ tag: 'th', getAttrs: cellAttributes }],
    render: (cell) => ['th', cellDom(cell), 0],
  },
  hardBreak: { parse: [{ tag: 'br' }], render: () => ['br'] },
};

const marksInPage: { readonly [K in MarkKind]: InPage } = {
  bold: { parse: [{ tag: 'strong' }, { tag: 'b', getAttrs: isReallyBold }], render: () => ['strong', 0] },
  italic: simply('em', 'i'),
  underline: simply('u'),
  money: {
    parse: [
      {
        tag: 'data[data-amount][data-currency]',
        getAttrs: ({ dataset }) => ({ amount: dataset['amount'], currency: dataset['currency'] }),
      },
    ],
    render: ({ amount, currency }) => ['data', { 'data-amount': amount, 'data-currency': currency }, 0],
  },
  date: {
    parse: [{ tag: 'time[datetime]', getAttrs: (element) => ({ iso: element.getAttribute('datetime') }) }],
    render: ({ iso }) => ['time', { datetime: iso }, 0],
  },
  term: {
    parse: [{ tag: 'span[data-term]', getAttrs: ({ dataset }) => ({ term: dataset['term'] }) }],
    render: ({ term }) => ['span', { 'data-term': term }, 0],
  },
};

/** What word processors write for bold, slanted and underlined words. */
const stylesInPage: { readonly [K in MarkKind]?: readonly ParseRule[] } = {
  bold: [
    { style: 'font-weight', getAttrs: (value) => (/^(bold|bolder|[6-9]00)$/.test(value) ? null : false) },
  ],
  italic: [{ style: 'font-style=italic' }],
  underline: [
    { style: 'text-decoration', getAttrs: (value) => (value.includes('underline') ? null : false) },
  ],
};

function levelOf(element: HTMLElement, tag: number): number {
  const level = Number(element.dataset['level'] ?? tag);
  return level >= 1 && level <= 3 ? level : 3;
}

function startOf(element: HTMLElement): number {
  const start = Number(element.getAttribute('start') ?? 1);
  return Number.isInteger(start) && start >= 1 && start <= 9_999 ? start : 1;
}

/** Some editors wrap everything in a `<b>` that is none. */
function isReallyBold({ style: { fontWeight } }: HTMLElement): null | false {
  return fontWeight === 'normal' || fontWeight === '400' ? false : null;
}

function cellAttributes(element: HTMLElement): Attributes {
  const span = (name: string): number => {
    const value = Number(element.getAttribute(name) ?? 1);
    return Number.isInteger(value) && value >= 1 && value <= 50 ? value : 1;
  };
  return { colspan: span('colspan'), rowspan: span('rowspan') };
}

function cellDom({ colspan, rowspan }: Attributes): Attributes {
  return { ...(colspan === 1 ? {} : { colspan }), ...(rowspan === 1 ? {} : { rowspan }) };
}

const TABLE_ROLES: { readonly [K in NodeKind]?: string } = {
  table: 'table',
  tableRow: 'row',
  tableCell: 'cell',
  tableHeader: 'header_cell',
};

function nodeExtension(name: NodeKind): Node {
  const holds: readonly string[] = richTextSchema.nodes[name].holds;
  const { parse, render } = nodesInPage[name];
  const leaf = holds.length === 0;
  const inline = holds.includes('text');
  return Node.create({
    name,
    topNode: name === 'doc',
    ...(leaf
      ? { inline: true, selectable: false }
      : { content: `(${holds.join(' | ')})${inline ? '*' : '+'}` }),
    group: leaf ? 'inline' : '',
    isolating: name === 'tableCell' || name === 'tableHeader' || name === 'table',
    defining: name === 'heading' || name === 'listItem',
    marks: inline ? '_' : '',
    linebreakReplacement: name === 'hardBreak',
    addAttributes: () =>
      stated(richTextSchema.nodes[name].attributes, name === 'heading' ? { level: 1 } : {}),
    parseHTML: () => (name === 'doc' ? [] : parse),
    renderHTML: ({ node }) => render(node.attrs),
    extendNodeSchema: ({ name: of }) => (of === name ? { tableRole: TABLE_ROLES[name] } : {}),
  });
}

function markExtension(name: MarkKind): Mark {
  const { parse, render } = marksInPage[name];
  const field = Object.keys(richTextSchema.marks[name]).length > 0;
  return Mark.create({
    name,
    inclusive: !field,
    addAttributes: () => stated(richTextSchema.marks[name], {}),
    parseHTML: () => [...parse.map((rule) => ifAllowed(name, rule)), ...(stylesInPage[name] ?? [])],
    renderHTML: ({ mark }) => render(mark.attrs),
  });
}

/** A sum or a date that a page only claims to have is plain text. */
const ifAllowed = (name: MarkKind, rule: TagParseRule): TagParseRule => ({
  ...rule,
  getAttrs: (element) => {
    const given = rule.getAttrs?.(element) ?? {};
    return given !== false && attributesOf(richTextSchema.marks[name], given);
  },
});

/** What is not stated has its usual value, or none. The rules above read and write all there is. */
const stated = (allowed: Readonly<Record<string, object>>, otherwise: Attributes) =>
  Object.fromEntries(
    Object.entries(allowed).map(([name, attribute]) => [
      name,
      {
        default: 'usual' in attribute ? attribute.usual : (otherwise[name] ?? null),
        rendered: false,
        parseHTML: () => null,
      },
    ]),
  );
