import type { ReactNode } from 'react';
import type { SessionModel } from '../src/session/model.ts';
import { ago, cameIn, conversation, error, notice, place, viewOf } from './models.ts';
import { away, cast, crowd, person } from './people.ts';
import { camera, sharedScreen } from './pictures.ts';
import { shown } from './shown.tsx';

/** A screen, and the buttons pressed on it once it stands there, by the keys of their words. */
export interface RoomState {
  readonly element: ReactNode;
  readonly press?: readonly string[];
  /** What is looked for once that is done. */
  readonly types?: string;
  /** By its key, a text that comes a moment after what was pressed. */
  readonly reads?: string;
  /** With the board in sight, which a narrow screen opens by a press. */
  readonly board?: true;
  /** With the agreement in sight, which stands behind another button on a narrow screen. */
  readonly agreement?: true;
  /** As chosen before on this device; the grid unless said. */
  readonly layout?: 'speaker';
}

const me = person('li', { microphone: 'open' });
const muted = person('li');
const three = [
  person('chen', { microphone: 'open' }),
  person('carter', { microphone: 'open' }, []),
  person('sato', { handSince: ago(2) }),
];
const six = [...three, person('wang'), person('ouyang', { line: 'lost' }), person('zhao')];
const mediator = person('chen', { microphone: 'open' });
const table = [
  person('li', { microphone: 'open' }),
  person('wang', { handSince: ago(3) }),
  person('carter', { line: 'lost' }),
  person('sato', { attendance: 'waiting', since: ago(6) }),
  person('ouyang', { attendance: 'waiting', since: ago(1) }),
  away('zhao'),
  away('qian', { attendance: 'removed' }),
];
const talking: Partial<SessionModel> = {
  speaking: new Set([cast.chen.id]),
  activeSpeaker: cast.chen.id,
};
const chat: Partial<SessionModel> = {
  chat: { lines: conversation, more: true, unread: 3, announcements: [] },
};
const sharer = [person('chen', { microphone: 'open' }, ['camera', 'screen']), ...three.slice(1)];
const observer = person('qian', { microphone: 'none', sources: [] });
const notices = [
  notice(1, cameIn(person('wang'))),
  notice(2, { kind: 'muted-by', name: '陈静' }),
  notice(3, { kind: 'error', error: error('media.screen-taken') }),
];

export const roomStates: Readonly<Record<string, RoomState>> = {
  room: { element: shown(viewOf(me, three), talking) },
  'room-muted': { element: shown(viewOf(muted, three), { ...talking, ...chat }) },
  'room-two': { element: shown(viewOf(me, [three[0] ?? me])) },
  'room-seven': { element: shown(viewOf(me, six), talking) },
  'room-speaker': { element: shown(viewOf(me, six), talking), layout: 'speaker' },
  'room-screen': { element: shown(viewOf(me, sharer), talking) },
  'room-sharing': {
    element: shown(viewOf(me, three), {
      local: {
        microphone: { kind: 'off' },
        camera: { kind: 'on', track: camera('li') },
        screen: { kind: 'on', track: sharedScreen() },
      },
    }),
  },
  'room-alone': { element: shown(viewOf(mediator, [away('li'), away('carter')])) },
  'room-observer': {
    element: shown(viewOf(observer, three)),
  },
  'room-caucus': { element: shown(viewOf(me, three.slice(0, 1), { place: place.caucus })) },
  'room-moving': { element: shown(viewOf(muted, [], { place: place.moving })) },
  'room-reconnecting': {
    element: shown(viewOf(me, three), { line: { kind: 'reconnecting', since: 0 } }),
  },
  'room-held': {
    element: shown(viewOf(me, three), { line: { kind: 'reconnecting', since: 0 }, held: true }),
  },
  'room-joining': { element: shown(viewOf(muted, three), { media: 'joining', tracks: new Map() }) },
  'room-narrow': {
    element: shown(viewOf(me, three), { narrow: { send: true, recv: true } }),
  },
  'room-recovering': { element: shown(viewOf(me, three), { media: 'recovering' }) },
  'room-failed': {
    element: shown(viewOf(muted, three), {
      media: 'failed',
      tracks: new Map(),
      local: {
        microphone: { kind: 'failed', reason: 'denied' },
        camera: { kind: 'failed', reason: 'denied' },
        screen: { kind: 'off' },
      },
    }),
  },
  'room-toasts': { element: shown(viewOf(muted, three), { notices }) },
  'room-came-muted': {
    element: shown(viewOf(muted, three), { notices: [notice(1, { kind: 'came-muted' })] }),
  },
  'room-chat': { element: shown(viewOf(me, three), chat), press: ['room.bar.chat'] },
  'room-chat-empty': { element: shown(viewOf(me, three)), press: ['room.bar.chat'] },
  'room-people': { element: shown(viewOf(me, three)), press: ['room.hears.showAll'] },
  'hears-four': { element: shown(viewOf(me, crowd(4))) },
  'hears-twelve': { element: shown(viewOf(me, crowd(12))) },
  'hears-thirty': { element: shown(viewOf(me, crowd(30))) },
  'hears-thirty-all': { element: shown(viewOf(me, crowd(30))), press: ['room.hears.more'] },
  'room-conduct': { element: shown(viewOf(mediator, table), chat) },
  'room-conduct-people': { element: shown(viewOf(mediator, table), chat), press: ['room.hears.showAll'] },
  'room-conduct-calm': { element: shown(viewOf(mediator, table.slice(0, 1))) },
  'room-more': { element: shown(viewOf(mediator, table)), press: ['room.bar.more'] },
  'room-leave': { element: shown(viewOf(me, three)), press: ['room.bar.leave'] },
  'room-leave-conduct': { element: shown(viewOf(mediator, table)), press: ['room.bar.leave'] },
  'room-adjourn': {
    element: shown(viewOf(mediator, table)),
    press: ['room.bar.more', 'room.more.adjourn'],
  },
  'room-refuse': {
    element: shown(viewOf(mediator, table)),
    press: ['room.hears.showAll', 'room.needs.refuse'],
  },
  'room-remove': {
    element: shown(viewOf(mediator, table)),
    press: ['room.hears.showAll', 'room.people.menu', 'room.people.remove'],
  },
  'room-devices': {
    element: shown(viewOf(me, three)),
    press: ['room.bar.more', 'room.more.devices'],
  },
  'room-settings': {
    element: shown(viewOf(me, three)),
    press: ['room.bar.more', 'room.more.settings'],
  },
  'room-notices': {
    element: shown(viewOf(me, three), { notices }),
    press: ['room.bar.more', 'room.more.notices'],
  },
};
