import { type OwnClause, RichText } from '@parley/shared/agreement';
import { OwnTemplateId } from '@parley/shared/ids';
import type { RoomCard } from '@parley/shared/policy';
import type { OfferedTemplate, PastNote } from '@parley/shared/protocol';
import type { SessionActions } from '../src/session/model.ts';
import { ago, bareRoom, caucusCard } from './models.ts';
import { room } from './people.ts';
import { clauseHistory } from './proposals.ts';
import { caseTerms } from './terms.ts';

/** What a press does here: nothing, or it answers what the made-up session has. */

const words = (text: string): RichText =>
  RichText.parse({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
  });

/** What a template would have of a clause. */
const keptClause: OwnClause = {
  zh: words('〔被申请人〕应于【待填：日期】前，向〔申请人〕支付【待填：金额】。'),
  en: words('〔respondent〕 pays 〔applicant〕 [to fill in: amount] no later than [to fill in: date].'),
};

/** What the organisation keeps to begin agreements with. */
const ownTemplates: readonly OfferedTemplate[] = [
  {
    id: OwnTemplateId.parse('template-01'),
    title: '装修工程质量纠纷和解协议 · Renovation settlement',
    languages: ['zh-CN', 'en'],
    clauses: 9,
  },
];

const noted = (room: RoomCard, closed: boolean, minutes: number, text: string): PastNote => ({
  room,
  closed,
  writtenAt: ago(minutes),
  text,
});
const pastNotes: readonly PastNote[] = [
  noted(caucusCard(2, '被申请人单独沟通'), false, 2, '最多再让 4,000,年底前付清。'),
  noted(
    caucusCard(1, '申请人单独沟通'),
    true,
    11,
    '底线八万,但可以分两期。\n增项有聊天记录,愿意给我看,先不给对方。',
  ),
  noted(
    { ...bareRoom, id: room, kind: 'plenary' },
    false,
    24,
    'Both want it over before the New Year. Carter needs the handover protocol in English.',
  ),
];

const nothing = async (): Promise<void> => undefined;
const done = (): Promise<boolean> => Promise.resolve(true);
const moved = () => Promise.resolve({ kind: 'done' } as const);
export const actions: SessionActions = {
  enter: nothing,
  leave: nothing,
  useHere: () => undefined,
  setMicrophone: nothing,
  setCamera: nothing,
  shareScreen: nothing,
  raiseHand: nothing,
  say: nothing,
  sayAgain: nothing,
  loadOlder: nothing,
  shareFiles: () => undefined,
  dropUpload: () => undefined,
  uploadAgain: () => undefined,
  saveFile: nothing,
  showFile: nothing,
  putAwayFile: () => undefined,
  notes: {
    open: () => undefined,
    write: () => undefined,
    putAway: () => undefined,
    review: () => Promise.resolve(pastNotes),
  },
  chatSeen: () => undefined,
  putAway: () => undefined,
  roomShown: () => undefined,
  prefer: () => undefined,
  refuse: done,
  mute: done,
  remove: done,
  recall: done,
  lowerHand: done,
  adjourn: done,
  resume: done,
  rooms: {
    openCaucus: moved,
    renameCaucus: done,
    timeCaucus: nothing,
    closeCaucus: done,
    move: moved,
    admit: moved,
    letIn: nothing,
    keepOut: nothing,
    gather: moved,
    callOff: nothing,
    part: nothing,
    tell: done,
    wish: done,
    withdrawWish: nothing,
    declineWish: done,
    setReady: nothing,
    lock: nothing,
    setHouseRules: nothing,
    takeLead: done,
    returnLead: nothing,
  },
  turns: { setManner: done, take: done, pass: done, override: done, askSlower: done, assign: done },
  interpretation: { listen: nothing, direct: nothing, offer: nothing, take: nothing, end: nothing },
  captions: {
    choose: nothing,
    type: () => undefined,
    finish: done,
    name: done,
    keep: done,
    automate: done,
    transcript: () => Promise.resolve({ lines: [], more: false }),
  },
  terms: { list: () => Promise.resolve(caseTerms), keep: done, put: done },
  booth: { say: nothing, sayAgain: nothing, loadOlder: nothing, seen: () => undefined },
  agreement: {
    putAway: () => undefined,
    open: () => undefined,
    templates: () => Promise.resolve(ownTemplates),
    keeping: {
      preview: (clauses) => Promise.resolve({ ok: true, value: clauses.map(() => keptClause) }),
      keep: () => Promise.resolve(null),
    },
    start: done,
    restart: done,
    add: () => Promise.resolve(null),
    remove: done,
    move: done,
    hand: done,
    propose: done,
    agree: done,
    disagree: done,
    reopen: done,
    lock: done,
    excuse: done,
    askAgain: done,
    align: done,
    proposals: {
      make: done,
      accept: done,
      refuse: done,
      withdraw: done,
      history: () => Promise.resolve(clauseHistory),
    },
    comments: { make: done, answer: done, resolve: done },
    publish: () => Promise.resolve(null),
    versions: {
      keep: () => Promise.resolve(null),
      read: () => new Promise(() => undefined),
      restore: () => Promise.resolve(null),
      writers: () => Promise.resolve({ ok: true, value: new Map() }),
    },
  },
  dismiss: () => undefined,
};

export const control = {
  start: nothing,
  stop: () => undefined,
  choose: nothing,
  level: () => 0.35 + 0.25 * Math.sin(performance.now() / 300),
  playTestSound: nothing,
};
