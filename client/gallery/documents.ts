import {
  type AgreementView,
  type BookView,
  canonicalText,
  type ClauseView,
  type RichText,
} from '@parley/shared/agreement';
import { ClauseId, SideId } from '@parley/shared/ids';
import { getSchema } from '@tiptap/core';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { writeChanges } from '../src/agreement/binding/write.ts';
import { schemaExtensions } from '../src/agreement/editor/schema.ts';
import { placeJson } from '../src/agreement/live/carets.ts';
import type { LiveModel, SharedDocument } from '../src/agreement/live/model.ts';
import { createUndo } from '../src/agreement/undo.ts';
import type { OpenDocument } from '../src/session/agreement-box.ts';
import { ago } from './models.ts';
import { cast } from './people.ts';

/** Agreements of the invented dispute, in every state, with real words in a document of no server. */

const schema = getSchema(schemaExtensions());
const applicant = SideId.parse('side-applicant');
const respondent = SideId.parse('side-respondent');

const empty: RichText = { type: 'doc', attrs: {}, content: [] };

const paragraph = (...content: RichText['content']): RichText['content'][number] => ({
  type: 'paragraph',
  attrs: {},
  content,
});
const plain = (text: string) => ({ type: 'text', text, marks: [] }) as const;

/** The clause with every kind of content in it. */
export const payment: Readonly<Record<string, RichText>> = {
  zh: {
    ...empty,
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [plain('付款')] },
      paragraph(
        plain('被申请人应于'),
        { type: 'text', text: '2026年12月31日', marks: [{ type: 'date', attrs: { iso: '2026-12-31' } }] },
        plain('前，向申请人支付'),
        {
          type: 'text',
          text: '人民币30,000元',
          marks: [
            { type: 'bold', attrs: {} },
            { type: 'money', attrs: { amount: '30000', currency: 'CNY' } },
          ],
        },
        plain('，作为'),
        { type: 'text', text: '本工程', marks: [{ type: 'term', attrs: { term: '本工程' } }] },
        plain('全部质量问题的补偿。分期如下：'),
      ),
      {
        type: 'table',
        attrs: {},
        content: [
          ['期次', '金额'],
          ['第一期', '10,000元'],
          ['第二期', '20,000元'],
        ].map((row, index) => ({
          type: 'tableRow',
          attrs: {},
          content: row.map((text) => ({
            type: index === 0 ? ('tableHeader' as const) : ('tableCell' as const),
            attrs: { colspan: 1, rowspan: 1 },
            content: [paragraph(plain(text))],
          })),
        })),
      },
    ],
  },
  en: {
    ...empty,
    content: [
      { type: 'heading', attrs: { level: 2 }, content: [plain('Payment')] },
      paragraph(
        plain('By '),
        { type: 'text', text: '31 December 2026', marks: [{ type: 'date', attrs: { iso: '2026-12-31' } }] },
        plain(' the respondent shall pay the applicant '),
        {
          type: 'text',
          text: 'CNY 30,000',
          marks: [{ type: 'money', attrs: { amount: '30000', currency: 'CNY' } }],
        },
        plain(' in compensation for all defects of the Works.'),
      ),
    ],
  },
};

export const words = (...paragraphs: readonly string[]): RichText => ({
  ...empty,
  content: paragraphs.map((text) => paragraph(plain(text))),
});

export const written: readonly Readonly<Record<string, RichText>>[] = [
  {
    zh: words('申请人：李建国', '被申请人：上海启明装饰工程有限公司'),
    en: words('Applicant: Li Jianguo', 'Respondent: Shanghai Qiming Decoration Engineering Co., Ltd.'),
  },
  {
    zh: words(
      '双方于2025年3月签订《家庭居室装饰装修工程施工合同》。工程完工后，双方对厨房漏水的维修责任及增项费用发生争议。',
    ),
    en: words(
      'In March 2025 the parties concluded a contract for the decoration of a residence. After completion they disagreed about who is to repair the leak in the kitchen and about the cost of extra work.',
    ),
  },
  payment,
  { zh: words('双方对本协议内容保密。'), en: empty },
  { zh: empty, en: empty },
];

export const idOf = (number: number): ClauseId => ClauseId.parse(`clause-000${number}`);

const closed = {
  mayEdit: false,
  mayPropose: false,
  mayAgree: false,
  mayDisagree: false,
  mayReopen: false,
  mayLock: false,
  mayAlign: false,
  mayRemove: false,
  maySuggest: false,
};

export const clause = (number: number, over: Partial<ClauseView> = {}): ClauseView => ({
  id: idOf(number),
  state: 'draft',
  pen: { kind: 'mediator' },
  agreedBy: [],
  objection: null,
  aligned: null,
  letOut: null,
  without: [],
  ...closed,
  ...over,
});

export const open = { mayEdit: true, mayPropose: true, mayRemove: true };

/** The words of a clause as it stands. */
export const writtenTexts = (number: number): Readonly<Record<string, RichText>> => written[number - 1] ?? {};

const canonicalOf = (number: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(written[number - 1] ?? {}).map(([language, text]) => [language, canonicalText(text)]),
  );

/** As it was compared, and perhaps with other words since. */
export const aligned = (
  number: number,
  over: Readonly<Record<string, string>> = {},
): ClauseView['aligned'] => {
  return {
    texts: { ...canonicalOf(number), ...over },
    by: cast.sato.id,
    at: ago(8),
  };
};

/** As it was let out of a draft. */
export const letOut = (number: number, side: SideId | null): NonNullable<ClauseView['letOut']> => ({
  texts: canonicalOf(number),
  side,
  at: ago(12),
});

export const byApplicant = applicant;
export const byRespondent = respondent;

export const book = (clauses: readonly ClauseView[], over: Partial<BookView> = {}): BookView => ({
  languages: ['zh', 'en'],
  prevailing: 'zh',
  clauses: [...clauses],
  proposals: [],
  refusals: [],
  comments: [],
  versions: [],
  excused: [],
  mayExcuse: [],
  mayAsk: [],
  mayKeep: false,
  mayRestore: false,
  mayRestart: false,
  maySuggest: false,
  mayArrange: false,
  mayComment: false,
  mayPublish: false,
  ...over,
});

export const viewOfAgreement = (over: Partial<AgreementView> = {}): AgreementView => ({
  agreement: null,
  draft: null,
  mayStart: [],
  ...over,
});

export const live = (over: Partial<LiveModel> = {}): LiveModel => ({
  copy: 1,
  line: { kind: 'open' },
  unsaved: false,
  refusing: new Set(),
  aside: [],
  ...over,
});

/** With all the words written above, and somebody else's caret in the third clause. */
export function opened(over: Partial<LiveModel> = {}, texts = written): OpenDocument {
  const doc = new Y.Doc();
  // The same each time: what names a place in one names it in another.
  doc.clientID = 1;
  const textOf = ({ clause: of, language }: { clause: ClauseId; language: string }): Y.XmlFragment =>
    doc.getXmlFragment(`${of}/${language}`);
  const blank = schema.topNodeType.createAndFill();
  texts.forEach((each, index) => {
    // Some people take turns.
    doc.clientID = 1 + (index % 4);
    for (const [language, text] of Object.entries(each)) {
      if (blank === null || text.content.length === 0) continue;
      writeChanges(textOf({ clause: idOf(index + 1), language }), blank, schema.nodeFromJSON(text), null);
    }
  });
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  awareness.states.set(7, caretIn(textOf({ clause: idOf(3), language: 'zh' })));
  const document: SharedDocument = {
    replica: { awareness, undo: createUndo(doc), textOf },
    follow: () => () => undefined,
    beforeOthers: () => () => undefined,
    hold: () => undefined,
    release: () => undefined,
    forget: () => undefined,
  };
  return { kind: 'open', document, live: live(over) };
}

/** Somebody writes in the third clause, at the end of its second paragraph. */
function caretIn(text: Y.XmlFragment): Record<string, unknown> {
  const block = text.get(1);
  const run = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(run instanceof Y.XmlText)) return {};
  const at = (index: number) => placeJson(Y.createRelativePositionFromTypeIndex(run, index, -1));
  return {
    clause: idOf(3),
    language: 'zh',
    anchor: at(run.length - 8),
    head: at(run.length),
    participant: cast.carter.id,
    name: cast.carter.name,
  };
}
