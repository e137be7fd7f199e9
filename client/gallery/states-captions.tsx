import { CaptionId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { CaptionLine } from '@parley/shared/session';
import { type ReactNode, useEffect, useState } from 'react';
import { CaptionsDialog } from '../src/guest/room/captions/CaptionsDialog.tsx';
import { type CaptionSize, setCaptionSize } from '../src/session/caption-size.ts';
import { actions } from './actions.ts';
import { place, viewOf } from './models.ts';
import { crowd, person } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

/** Captions, as they are read and typed. */

const chen = person('chen', { microphone: 'open' });
const carter = person('carter', { microphone: 'open' });
const li = person('li', { microphone: 'open' });
const sato = person('sato', { microphone: 'open' });

type Captions = NonNullable<SessionView['captions']>;

const captions = (over: Partial<Captions> = {}): Captions => ({
  reads: null,
  languages: ['zh', 'en', 'ar'],
  captioners: [sato.participant.id],
  kept: false,
  automatic: false,
  understood: null,
  stalled: false,
  mayAutomate: false,
  mayWrite: false,
  readers: null,
  ...over,
});

const line = (number: number, language: string, text: string, done = true): CaptionLine => ({
  id: CaptionId.parse(`caption-${number}`),
  by: sato.participant.id,
  language,
  text,
  done,
});

const english = [
  line(1, 'en', 'The first delivery came three weeks late.'),
  line(2, 'en', 'We paid for it in full all the same, and would like', false),
];
const chinese = [
  line(1, 'zh', '第一批货晚了三个星期才到。'),
  line(2, 'zh', '我们还是付了全款，现在希望', false),
];
const arabic = [
  line(1, 'ar', 'وصلت الشحنة الأولى متأخرة ثلاثة أسابيع.'),
  line(2, 'ar', 'ودفعنا ثمنها كاملًا رغم ذلك، ونود الآن', false),
];

/** What three people have said one after the other, as it is understood. */
const several = [
  { ...line(1, 'en', 'The first delivery came three weeks late.'), by: chen.participant.id },
  {
    ...line(2, 'en', 'That is not what the harbour master’s book says, and we have sent you a copy of it.'),
    by: carter.participant.id,
  },
  { ...line(3, 'en', 'We paid for it in full all the same, and', false), by: li.participant.id },
];
const long = [
  line(
    1,
    'en',
    'What the two sides had agreed on in March, before anybody knew of the strike in the harbour, was a delivery in four parts, each of them paid for within ten days of the day on which it was taken over by the buyer, and the last of them only after the machines had run for a week without a fault, which',
    false,
  ),
];

/** As chosen before on this device. */
function Sized({ size, children }: { size: CaptionSize; children: ReactNode }) {
  useState(() => setCaptionSize(size));
  // As before for the next state.
  useEffect(() => () => setCaptionSize('large'), []);
  return children;
}
const largest = (element: ReactNode): ReactNode => <Sized size="largest">{element}</Sized>;

const reader = (over: Partial<Captions>, more: Partial<SessionView> = {}) =>
  viewOf(carter, [chen, li, sato], { captions: captions(over), ...more });

const conductor = (over: Partial<Captions> = {}) =>
  viewOf(chen, [li, carter, sato], {
    captions: captions({ readers: [{ language: 'en', count: 1 }], ...over }),
  });

const dialog = (view: SessionView): ReactNode => (
  <>
    {shown(view)}
    <CaptionsDialog view={view} actions={actions} onTranscript={() => undefined} onClose={() => undefined} />
  </>
);

export const captionStates: Readonly<Record<string, RoomState>> = {
  'captions-read': { element: shown(reader({ reads: 'en' }), { captions: english }) },
  'captions-chinese': { element: shown(reader({ reads: 'zh' }), { captions: chinese }) },
  'captions-arabic': {
    element: shown(reader({ reads: 'ar', kept: true }, { place: place.caucus }), { captions: arabic }),
  },
  'captions-waiting': { element: shown(reader({ reads: 'en' })) },
  'captions-several': {
    element: shown(reader({ reads: 'en', automatic: true, captioners: [] }), { captions: several }),
  },
  'captions-several-arabic': {
    element: shown(reader({ reads: 'ar', automatic: true, captioners: [] }), {
      captions: arabic.map((each, index) => ({ ...each, by: [chen, li][index]?.participant.id ?? each.by })),
    }),
  },
  'captions-long': { element: shown(reader({ reads: 'en' }), { captions: long }) },
  'captions-largest': {
    element: largest(shown(reader({ reads: 'en', automatic: true, captioners: [] }), { captions: several })),
  },
  'captions-choose': { element: dialog(reader({ reads: 'en', kept: true })) },
  'captions-name': { element: dialog(conductor()) },
  'captions-unwritten': {
    element: shown(reader({ reads: 'en', automatic: true, understood: ['en'], captioners: [] }), {
      captions: english,
    }),
  },
  'captions-automatic': {
    element: shown(reader({ reads: 'en', automatic: true, kept: true, captioners: [] }), {
      captions: [
        { ...line(1, 'en', 'The first delivery came three weeks late.'), by: chen.participant.id },
        { ...line(2, 'en', 'We paid for it in full all the same, and', false), by: li.participant.id },
      ],
    }),
  },
  'captions-hear': {
    element: shown(
      viewOf(li, [chen, carter], { captions: captions({ automatic: true }), place: place.caucus }),
    ),
  },
  'captions-hear-alone': {
    element: shown(viewOf(li, [], { captions: captions({ automatic: true }), place: place.caucus })),
  },
  'captions-hear-muted': {
    element: shown(
      viewOf(person('li'), [], { captions: captions({ automatic: true }), place: place.caucus }),
    ),
  },
  'captions-hear-crowd': {
    element: shown(viewOf(li, crowd(30), { captions: captions({ automatic: true }) })),
    press: ['room.hears.more'],
  },
  'captions-on': {
    element: shown(reader({ reads: 'en', automatic: true, captioners: [] }), {
      notices: [{ id: 1, at: 0, content: { kind: 'captions-on' } }],
    }),
  },
  'captions-stalled': {
    element: shown(reader({ reads: 'en', automatic: true, stalled: true, captioners: [] }), {
      captions: [{ ...line(1, 'en', 'We paid for it in full all the same, and'), by: li.participant.id }],
    }),
  },
  'captions-stalled-conduct': {
    element: shown(conductor({ automatic: true, stalled: true, mayAutomate: true, captioners: [] })),
  },
  'captions-stalled-type': {
    element: shown(
      viewOf(sato, [chen, li, carter], {
        captions: captions({
          reads: 'en',
          automatic: true,
          stalled: true,
          kept: true,
          mayWrite: true,
          readers: [{ language: 'en', count: 2 }],
        }),
      }),
    ),
  },
  'captions-stalled-dialog': {
    element: dialog(conductor({ mayAutomate: true, automatic: true, stalled: true })),
  },
  'captions-back': {
    element: shown(reader({ reads: 'en', automatic: true, captioners: [] }), {
      notices: [{ id: 1, at: 0, content: { kind: 'captions-back' } }],
    }),
  },
  'captions-automate': { element: dialog(conductor({ mayAutomate: true, automatic: true })) },
  'captions-type': {
    element: shown(
      viewOf(sato, [chen, li, carter], {
        captions: captions({
          reads: 'en',
          kept: true,
          mayWrite: true,
          readers: [{ language: 'en', count: 2 }],
        }),
      }),
      { captions: english },
    ),
  },
};
