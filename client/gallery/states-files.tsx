import { FileId, MessageId } from '@parley/shared/ids';
import type { FileType, SharedFile } from '@parley/shared/session';
import type { FilesModel } from '../src/session/files.ts';
import type { SessionModel } from '../src/session/model.ts';
import type { ChatLine } from '../src/session/chat.ts';
import { error, place, said, viewOf } from './models.ts';
import { type Name, person } from './people.ts';
import { shown } from './shown.tsx';
import type { RoomState } from './states-room.tsx';

const fileOf = (id: number, type: FileType, size: number): SharedFile => ({
  id: FileId.parse(`file-${id}000`),
  type,
  size,
  sha256: '0'.repeat(64),
});

function sharedBy(id: number, author: Name, name: string, minutes: number, file: SharedFile): ChatLine {
  const line = said(id, author, name, minutes, 'shared');
  return line.kind === 'said' ? { ...line, message: { ...line.message, file } } : line;
}

const contract = fileOf(1, 'application/pdf', 1_834_200);
const photo = fileOf(2, 'image/jpeg', 3_412_000);
const sheet = fileOf(3, 'application/msword', 48_300);
const film = fileOf(4, 'video/mp4', 46_200_000);

const lines: readonly ChatLine[] = [
  said(11, 'chen', '请把结算单和现场照片发到这里。', 9),
  sharedBy(12, 'li', '装修工程结算单(双方签字盖章版)2026-03-15_final_v3.pdf', 8, contract),
  sharedBy(13, 'li', '厨房漏水照片.jpg', 7, photo),
  sharedBy(14, 'chen', '增项明细.xls', 5, sheet),
  sharedBy(15, 'chen', 'site visit 15 March.mp4', 2, film),
];
const chat: SessionModel['chat'] = { lines, more: false, unread: 0, announcements: [] };

/** A plain drawing in place of somebody's photograph. */
const drawing = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320"><rect width="480" height="320" fill="#9fb3c8"/><path d="M60 260h360V120L240 50 60 120z" fill="#486581"/></svg>',
)}`;

const downloads: FilesModel['downloads'] = new Map([
  [contract.id, { kind: 'saved' }],
  [photo.id, { kind: 'shown', url: drawing }],
  [sheet.id, { kind: 'refused', error: error('file.unknown') }],
  [film.id, { kind: 'reading', received: 18_000_000 }],
]);

const uploads: FilesModel['uploads'] = [
  {
    id: MessageId.parse('upload-01'),
    name: '聊天记录.pdf',
    size: 5_200_000,
    state: { kind: 'sending', sent: 3_100_000 },
  },
  {
    id: MessageId.parse('upload-02'),
    name: 'Invoice 2026-014.docx',
    size: 88_000,
    state: { kind: 'waiting' },
  },
  {
    id: MessageId.parse('upload-03'),
    name: '现场录像(全程).mov',
    size: 320_000_000,
    state: { kind: 'refused', error: error('file.too-large') },
  },
  {
    id: MessageId.parse('upload-04'),
    name: '报价.xlsx',
    size: 20_000,
    state: { kind: 'refused', error: error('store.unavailable') },
  },
];

const me = person('li', { microphone: 'open' });
const two = [person('chen', { microphone: 'open' })];
const inCaucus = viewOf(me, two, { place: place.caucus });
const text = '底线:增项按七折算,最迟四月底付清。\n\n要问:\n- 保修期从哪天算?\n- 发票谁来开?';

export const filesStates: Readonly<Record<string, RoomState>> = {
  'room-files': {
    element: shown(viewOf(me, two), { chat: { ...chat, lines: lines.slice(0, 4) } }),
    press: ['room.bar.chat'],
  },
  'room-files-read': {
    element: shown(inCaucus, { chat, files: { uploads: [], downloads } }),
    press: ['room.bar.chat'],
  },
  'room-files-sending': {
    element: shown(inCaucus, {
      chat: { ...chat, lines: lines.slice(0, 2) },
      files: { uploads, downloads: new Map() },
    }),
    press: ['room.bar.chat'],
  },
  'room-notes': {
    element: shown(inCaucus, { note: { kind: 'open', text, state: { kind: 'saved' } } }),
    press: ['room.bar.more', 'files.notes.item'],
  },
  'room-notes-empty': {
    element: shown(viewOf(me, two), { note: { kind: 'open', text: '', state: { kind: 'saved' } } }),
    press: ['room.bar.more', 'files.notes.item'],
  },
  'room-notes-unsaved': {
    element: shown(viewOf(me, two), {
      line: { kind: 'reconnecting', since: 0 },
      note: { kind: 'open', text, state: { kind: 'unsaved' } },
    }),
    press: ['room.bar.more', 'files.notes.item'],
  },
  'room-notes-lost': {
    element: shown(viewOf(me, two), { lostNotes: [{ epoch: 1, text, error: error('epoch.stale') }] }),
    press: ['files.notes.lost.show'],
  },
  'room-words-lost': {
    element: shown(viewOf(me, two), { lostWords: [{ id: 1, kind: 'draft', text }] }),
    press: ['files.notes.lost.show'],
  },
  'room-words-earlier': {
    element: shown(viewOf(me, two), { lostWords: [{ id: 1, kind: 'earlier', text }] }),
    press: ['files.notes.lost.show'],
  },
  'room-notes-mediator': {
    element: shown(viewOf(person('chen', { microphone: 'open' }), [me], { place: place.caucus }), {
      note: { kind: 'open', text, state: { kind: 'saving' } },
    }),
    press: ['room.bar.more', 'files.notes.item'],
  },
  'room-notes-loading': {
    element: shown(inCaucus, { note: { kind: 'loading' } }),
    press: ['room.bar.more', 'files.notes.item'],
  },
};
