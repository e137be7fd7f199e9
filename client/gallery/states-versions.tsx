import { type BookView, RichText, type VersionContent, type VersionView } from '@parley/shared/agreement';
import { replyOf } from '@parley/shared/errors';
import { VersionId } from '@parley/shared/ids';
import { err, ok } from '@parley/shared/lib';
import type { ReactNode } from 'react';
import type { VersionActions } from '../src/session/agreement-versions.ts';
import {
  book,
  byApplicant,
  byRespondent,
  clause,
  idOf,
  open,
  opened,
  viewOfAgreement,
  writtenTexts,
} from './documents.ts';
import { actions } from './actions.ts';
import { ago, place, viewOf } from './models.ts';
import { cast, person } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** The versions of an agreement, what changed between them, and who wrote what. */

const mediator = viewOf(person('chen', { microphone: 'open' }), [person('li'), person('carter')]);
const party = viewOf(person('li', { microphone: 'open' }), [person('chen'), person('carter')]);

const version = (number: number, over: Partial<VersionView> = {}): VersionView => ({
  id: VersionId.parse(`version-${number}`),
  name: null,
  why: null,
  by: null,
  at: ago(60 - number * 7),
  hash: String(number).repeat(64),
  ...over,
});
const kept: readonly VersionView[] = [
  version(1, { why: 'written' }),
  version(2, { name: '金额谈定之后', by: cast.chen.id }),
  version(3, { why: 'proposed' }),
  version(4, { why: 'agreed' }),
  version(5, { why: 'removed' }),
  version(6, { name: 'After the call with the insurer about the second instalment', by: cast.chen.id }),
];

const written = (over: Partial<BookView> = {}): BookView =>
  book(
    [
      clause(1, { state: 'locked', agreedBy: [byApplicant, byRespondent] }),
      clause(2, { state: 'agreed', agreedBy: [byApplicant, byRespondent], mayReopen: true }),
      clause(3, open),
      clause(4, open),
      clause(5, open),
    ],
    { versions: [...kept], mayKeep: true, mayRestore: true, mayArrange: true, ...over },
  );

const words = (text: string): RichText =>
  RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const frozen = (number: number, texts: Readonly<Record<string, RichText>>) => ({
  id: idOf(number),
  state: 'draft' as const,
  texts: { ...writtenTexts(number), ...texts },
});
/** With other words in two clauses, one clause that is gone, and without one that came later. */
const before: VersionContent = {
  languages: ['zh', 'en'],
  prevailing: 'zh',
  clauses: [
    frozen(1, {}),
    frozen(2, {
      zh: words(
        '双方于2025年2月签订《家庭居室装饰装修工程施工合同》。工程完工后，双方对厨房漏水的维修责任发生争议。',
      ),
    }),
    frozen(3, {}),
    {
      id: idOf(7),
      state: 'draft',
      texts: { zh: words('保修期为两年。'), en: words('The warranty is two years.') },
    },
    frozen(4, { zh: words('双方对本协议内容保密三年。') }),
  ],
};
const same: VersionContent = { ...before, clauses: [1, 2, 3, 4, 5].map((number) => frozen(number, {})) };

interface Shown {
  readonly view?: typeof mediator;
  readonly over?: Partial<BookView>;
  readonly versions?: Partial<VersionActions>;
  readonly live?: Parameters<typeof opened>[0];
  /** It is the draft of a private room. */
  readonly draft?: true;
}

function withVersions({ view = mediator, over = {}, versions = {}, live = {}, draft }: Shown): ReactNode {
  const text = written(over);
  const document = opened(live);
  const does: VersionActions = {
    ...actions.agreement.versions,
    read: () => Promise.resolve(ok(before)),
    writers: () =>
      Promise.resolve(
        ok(
          new Map([
            [1, cast.chen.id],
            [2, cast.li.id],
            [3, cast.carter.id],
          ]),
        ),
      ),
    ...versions,
  };
  return shown(
    view,
    {
      agreement: {
        view: viewOfAgreement(draft === true ? { draft: text } : { agreement: text }),
        documents: { agreement: draft === true ? null : document, draft: draft === true ? document : null },
      },
    },
    { agreement: { ...actions.agreement, versions: does } },
  );
}

const state = (what: Shown, ...press: readonly string[]): RoomState => ({
  element: withVersions(what),
  agreement: true,
  press: ['agreement.versions.open', ...press],
});
const compare = 'agreement.versions.compare.verb';
const restore = [compare, 'agreement.versions.restore.verb'] as const;
const asParty: Partial<BookView> = { mayKeep: false, mayRestore: false, mayArrange: false };
const full: Partial<BookView> = { mayKeep: false, mayRestore: false };
const denied = { restore: () => Promise.resolve(replyOf('clause.changed')) };

const inCaucus = viewOf(person('li', { microphone: 'open' }), [person('chen')], { place: place.caucus });
const draft = { view: inCaucus, draft: true } as const;
const ofDraft = (...press: readonly string[]): RoomState => ({
  element: withVersions(draft),
  agreement: true,
  press: ['agreement.draftTab', 'agreement.versions.open', ...press],
});

export const versionsStates: Readonly<Record<string, RoomState>> = {
  'versions-none': state({ view: party, over: { ...asParty, versions: [] } }),
  'versions-list': state({}),
  'versions-party': state({ view: party, over: asParty }),
  'versions-full': state({ over: full }),
  'versions-compare': state({}, compare),
  'versions-compare-full': state({ over: full }, compare),
  'versions-compare-party': state({ view: party, over: asParty }, compare),
  'versions-compare-same': state({ versions: { read: () => Promise.resolve(ok(same)) } }, compare),
  'versions-loading': state({ versions: { read: () => new Promise(() => undefined) } }, compare),
  'versions-failed': state(
    { versions: { read: () => Promise.resolve(err(replyOf('store.unavailable'))) } },
    compare,
  ),
  'versions-restore': state({}, ...restore),
  'versions-restore-nothing': state({ versions: { read: () => Promise.resolve(ok(same)) } }, ...restore),
  'versions-restore-away': state({ live: { line: { kind: 'away' } } }, ...restore),
  'versions-restore-denied': state({ versions: denied }, ...restore, 'agreement.versions.restore.confirm'),
  'versions-draft': ofDraft(),
  'versions-draft-restore': ofDraft(...restore),
  'versions-writers': state({}, 'agreement.versions.writers'),
  'versions-writers-party': state({ view: party, over: asParty }, 'agreement.versions.writers'),
};
