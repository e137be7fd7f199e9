import type { AgreementView, BookView } from '@parley/shared/agreement';
import { replyOf } from '@parley/shared/errors';
import type { SessionView } from '@parley/shared/policy';
import type { ReactNode } from 'react';
import * as Y from 'yjs';
import type { AgreementActions } from '../src/session/agreement-actions.ts';
import type { OpenDocument } from '../src/session/agreement-box.ts';
import { book, byApplicant, clause, idOf, letOut, open, opened, viewOfAgreement } from './documents.ts';
import { actions } from './actions.ts';
import { boardOf, caucusCard, ago, place, viewOf } from './models.ts';
import { person } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** How words leave a private draft, and what its room is told of it. */

interface Shown {
  readonly view?: SessionView;
  readonly agreement?: Partial<AgreementView>;
  /** Null while nobody has looked at it on this page. */
  readonly draft?: OpenDocument | null;
  readonly publish?: AgreementActions['publish'];
}

const talk = caucusCard(1, '申请人单独沟通', { openedAt: ago(7) });
const counsel = viewOf(person('li', { microphone: 'open' }), [person('chen')], { place: place.caucus });
const mediator = viewOf(
  person('chen', { microphone: 'open', room: talk.id }),
  [person('li', { microphone: 'open', room: talk.id })],
  { place: { ...place.caucus, room: talk.id }, board: boardOf({}, [talk]) },
);

const common = book([clause(1), clause(2)]);
const draftOf = (numbers: readonly number[], over: Partial<BookView> = {}): BookView =>
  book(
    numbers.map((number) => clause(number, open)),
    { mayArrange: true, mayPublish: true, ...over },
  );
const draft = draftOf([3, 4, 5]);

function publishing({
  view = counsel,
  agreement = {},
  draft: document = opened(),
  publish,
}: Shown = {}): ReactNode {
  const does = publish === undefined ? {} : { publish };
  return shown(
    view,
    {
      agreement: {
        view: viewOfAgreement({ agreement: common, draft, ...agreement }),
        documents: { agreement: opened(), draft: document },
      },
    },
    { agreement: { ...actions.agreement, ...does } },
  );
}

/** While the preview is looked at, somebody writes on. */
function changing(): Shown {
  const document = opened();
  return {
    draft: document,
    publish: () => {
      const text =
        document.kind === 'open'
          ? document.document.replica?.textOf({ clause: idOf(4), language: 'zh' })
          : null;
      const block = text?.get(0);
      const words = block instanceof Y.XmlElement ? block.get(0) : null;
      if (words instanceof Y.XmlText) words.insert(words.length, '期限一年。');
      return Promise.resolve(replyOf('clause.changed'));
    },
  };
}

const state = (what: Shown, ...press: readonly string[]): RoomState => ({
  element: publishing(what),
  agreement: true,
  press: ['agreement.draftTab', ...press],
});
const choose = ['agreement.publishing.open'] as const;
const preview = [...choose, 'agreement.publishing.choose.all', 'agreement.publishing.choose.next'] as const;
const verb = 'agreement.publishing.preview.verb';

const published = book(
  [
    clause(3, { ...open, letOut: letOut(3, byApplicant) }),
    clause(4, {
      ...open,
      letOut: { ...letOut(4, null), texts: { zh: '双方对本协议内容保密三年。', en: '' } },
    }),
    clause(5, open),
  ],
  { mayArrange: true, mayPublish: true },
);

const closing = {
  board: true,
  press: ['board.roomMenu=申请人单独沟通', 'board.close.item'],
} as const;

export const publishingStates: Readonly<Record<string, RoomState>> = {
  'publishing-no-agreement': state({ agreement: { agreement: null } }),
  'publishing-no-language': state({
    agreement: { agreement: { ...common, languages: ['ja'], prevailing: 'ja' } },
  }),
  'publishing-not-mine': state({ agreement: { draft: draftOf([3, 4], { mayPublish: false }) } }),
  'publishing-side-away': state({
    view: { ...mediator, people: [], hearers: [] },
    agreement: { draft: draftOf([3, 4], { mayPublish: false }) },
  }),
  'publishing-draft': state({}),
  'publishing-nothing': state({ agreement: { draft: draftOf([5]) } }, ...choose),
  'publishing-choose': state({}, ...choose),
  'publishing-published': state({ agreement: { draft: published } }),
  'publishing-again': state({ agreement: { draft: published } }, ...choose),
  'publishing-preview': state({}, ...preview),
  'publishing-preview-mediator': state({ view: mediator }, ...preview),
  'publishing-other-languages': state(
    {
      agreement: {
        agreement: { ...common, languages: ['zh', 'ja'] },
        draft: draftOf([3, 4]),
      },
    },
    ...preview,
  ),
  'publishing-changed': state(changing(), ...preview, verb),
  'publishing-denied': state(
    { publish: () => Promise.resolve(replyOf('proposal.too-many')) },
    ...preview,
    verb,
  ),
  'publishing-away': state({ draft: opened({ line: { kind: 'away' } }) }, ...preview),
  'publishing-saving': state({ draft: opened({ unsaved: true }) }, ...preview),
  'publishing-closing': {
    ...closing,
    element: publishing({ view: mediator }),
    reads: 'agreement.publishing.closing.some',
  },
  'publishing-closing-unread': { ...closing, element: publishing({ view: mediator, draft: null }) },
};
