import { ParticipantId, ProducerId, RoomId, SideId } from '@parley/shared/ids';
import type { PersonView } from '@parley/shared/policy';
import type { Participant, Side, Source } from '@parley/shared/session';

/** People of an invented dispute, with the features a screen must cope with. */
const applicant = SideId.parse('side-applicant');
const respondent = SideId.parse('side-respondent');

export const sides: readonly Side[] = [
  { id: applicant, kind: 'applicant', name: '李建国' },
  { id: respondent, kind: 'respondent', name: '上海启明装饰工程有限公司' },
];

/** A third one, of which nobody has come. */
export const insurer = SideId.parse('side-insurer');
export const threeSides: readonly Side[] = [
  ...sides,
  { id: insurer, kind: 'other', name: '平安财产保险上海分公司' },
];

/** Where everyone stands unless said otherwise. */
export const room = RoomId.parse('room-plenary');

const id = (name: string) => ParticipantId.parse(`participant-${name}`);

export const cast = {
  chen: { id: id('chen'), name: '陈静', languages: ['zh'], role: 'mediator' },
  li: { id: id('li'), name: '李建国', languages: ['zh'], role: 'party', side: applicant },
  wang: { id: id('wang'), name: '王芳', languages: ['zh'], role: 'counsel', side: applicant },
  carter: { id: id('carter'), name: 'Jonathan Carter', languages: ['en'], role: 'party', side: respondent },
  ouyang: {
    id: id('ouyang'),
    name: '欧阳雪晴',
    languages: ['zh', 'en'],
    role: 'counsel',
    side: respondent,
  },
  sato: {
    id: id('sato'),
    name: 'Maria Sato-Fernández',
    languages: ['zh', 'en'],
    role: 'interpreter',
    side: null,
  },
  xu: { id: id('xu'), name: '徐文', languages: ['zh', 'en'], role: 'interpreter', side: null },
  lin: { id: id('lin'), name: '林澜', languages: ['zh', 'en'], role: 'co-mediator' },
  zhao: { id: id('zhao'), name: '赵记录', languages: ['zh'], role: 'recorder' },
  haddad: { id: id('haddad'), name: 'ليلى حداد', languages: ['ar'], role: 'party', side: respondent },
  sun: { id: id('sun'), name: '孙保安', languages: ['zh'], role: 'party', side: insurer },
  qian: { id: id('qian'), name: '钱旁听', languages: ['zh'], role: 'observer' },
} as const satisfies Record<string, Participant>;

export type Name = keyof typeof cast;

const producer = (name: Name, source: Source) => ({
  id: ProducerId.parse(`producer-${name}-${source}`),
  source,
});

/** Someone in the room with camera and a closed microphone, unless said otherwise. */
export function person(
  name: Name,
  over: Partial<PersonView> = {},
  sources: readonly Source[] = ['camera'],
): PersonView {
  return {
    participant: { ...cast[name], languages: [...cast[name].languages] },
    attendance: 'here',
    since: null,
    line: 'online',
    microphone: 'muted',
    sources: [producer(name, 'microphone'), ...sources.map((source) => producer(name, source))],
    room,
    handSince: null,
    ready: false,
    wish: null,
    missed: false,
    ...over,
  };
}

/** Named in the case and not in the room. */
export const away = (name: Name, over: Partial<PersonView> = {}): PersonView =>
  person(name, { attendance: 'expected', line: 'offline', microphone: 'none', sources: [], ...over });

const families = ['周', '吴', '郑', 'Okonkwo', '冯', 'Thornbury-Wexcombe', '褚', '卫', 'Nakamura', '沈'];

const given = ['明', '华', '芳', '建国', '丽', '强', '雪', '伟', '静', '磊', '敏', '涛'];
const initials = 'ABCDEFGHIJKL';

/** One of many, of whom no two have the same name. */
function someone(index: number): string {
  const family = families[index % families.length] ?? '';
  const turn = Math.floor(index / families.length);
  return /[A-Z]/.test(family) ? `${family} ${initials[turn] ?? ''}.` : `${family}${given[turn] ?? ''}`;
}

/** So many people of both sides, without pictures. */
export const crowd = (many: number): readonly PersonView[] =>
  Array.from({ length: many }, (_, index): PersonView => {
    const plain = person(index % 3 === 2 ? 'sato' : index % 2 === 0 ? 'li' : 'carter', { sources: [] });
    return {
      ...plain,
      participant: { ...plain.participant, id: id(`crowd-${index}`), name: someone(index) },
    };
  });

/** So many who only listen. */
export const audience = (many: number, over: Partial<PersonView> = {}): readonly PersonView[] =>
  Array.from({ length: many }, (_, index): PersonView => {
    const plain = person('qian', { microphone: 'none', sources: [], ...over });
    return {
      ...plain,
      participant: { ...plain.participant, id: id(`audience-${index}`), name: someone(index) },
    };
  });
