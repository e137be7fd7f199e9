import { CaseId, LinkId, ParticipantId, PersonId, SessionId, SideId, StaffId } from '@parley/shared/ids';
import type {
  CaseDetail,
  CasePerson,
  CaseSummary,
  LinkState,
  RouteOutput,
  SessionSummary,
  Staff,
} from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';

/** Cases of an invented office, as its staff see them. */
const hour = 3_600_000;
const noon = new Date();
noon.setHours(12, 0, 0, 0);
/** So many days from now, at so many hours after noon. */
const at = (days: number, hours = 0): number => noon.getTime() + (days * 24 + hours) * hour;

export const administrator: Staff = {
  id: StaffId.parse('staff-chen'),
  username: 'chenjing',
  name: '陈静',
  administrator: true,
};
export const colleague: Staff = {
  id: StaffId.parse('staff-sato'),
  username: 'maria.sato-fernandez',
  name: 'Maria Sato-Fernández',
  administrator: false,
};

type Phase = CaseDetail['sessions'][number]['phase'];
type About = Pick<CaseSummary, 'title' | 'kind' | 'organisation' | 'people'>;

const caseId = (number: number): CaseId => CaseId.parse(`case-000${number}`);

function summary(number: number, about: About): CaseSummary {
  return { ...about, id: caseId(number), createdAt: at(-number) };
}

const planned = (number: number, title: string, startsAt: number, phase: Phase): SessionSummary => ({
  id: SessionId.parse(`session-next-${number}`),
  caseId: caseId(number),
  title,
  startsAt,
  phase,
});

const about = {
  title: '李建国与上海启明装饰工程有限公司装修合同纠纷',
  kind: 'people',
  organisation: '上海市浦东新区人民调解委员会',
  people: 8,
} as const satisfies About;

const finch: About = {
  title: 'Harbour & Finch Ltd v. 江南织造有限公司, sale of goods under a framework agreement of 2024',
  kind: 'commercial',
  organisation: 'Shanghai Commercial Mediation Centre',
  people: 7,
};
const noise: About = {
  title: '王磊、赵敏邻里噪音纠纷',
  kind: 'people',
  organisation: '花木街道人民调解委员会',
  people: 4,
};
const dues: About = {
  title: '某小区物业费纠纷（一百二十七户）',
  kind: 'industry',
  organisation: '物业行业调解中心',
  people: 12,
};
const injury: About = {
  title: '张华工伤赔偿纠纷',
  kind: 'lawyer',
  organisation: '明德律师调解工作室',
  people: 5,
};

export const cases: RouteOutput<'cases.list'> = {
  cases: [about, finch, noise, dues, injury].map((each, index) => summary(index + 1, each)),
  sessions: [
    planned(1, '第二次调解会', at(0, -2), 'open'),
    planned(2, 'Joint session with interpreter', at(0, 2), 'scheduled'),
    planned(3, '第一次调解会', at(0, 5), 'adjourned'),
    planned(4, '第三次调解会', at(9), 'scheduled'),
  ],
};

const applicant = SideId.parse('side-applicant');
const respondent = SideId.parse('side-respondent');
const insurer = SideId.parse('side-insurer');
const sides: Side[] = [
  { id: applicant, kind: 'applicant', name: '李建国' },
  { id: respondent, kind: 'respondent', name: '上海启明装饰工程有限公司' },
  { id: insurer, kind: 'other', name: '第三人：平安家居装修质量保证保险股份有限公司' },
];

const person = (
  number: number,
  name: string,
  role: CasePerson['role'],
  side: SideId | null = null,
  languages: string[] = ['zh-CN'],
): CasePerson => ({ id: PersonId.parse(`person-000${number}`), name, role, side, languages });

const people = [
  person(1, '陈静', 'mediator', null, ['zh-CN', 'en']),
  person(2, '李建国', 'party', applicant),
  person(3, '王芳', 'counsel', applicant),
  person(4, 'Jonathan Carter', 'party', respondent, ['en']),
  person(5, '欧阳雪晴', 'counsel', respondent, ['zh-CN', 'en']),
  person(6, '吴涛', 'party', insurer),
  person(7, 'Maria Sato-Fernández', 'interpreter', null, ['zh-CN', 'en', 'ja', 'es']),
  person(8, '周宁', 'recorder'),
];

const works = (state: LinkState): boolean => state !== 'revoked' && state !== 'expired';

function session(
  number: number,
  title: string,
  startsAt: number,
  phase: Phase,
  states: readonly LinkState[],
  invited: readonly CasePerson[] = people,
): CaseDetail['sessions'][number] {
  return {
    id: SessionId.parse(`session-000${number}`),
    caseId: caseId(1),
    title,
    startsAt,
    phase,
    links: invited.map(({ id, name, role, side }, index) => {
      const state = states[index % states.length] ?? 'issued';
      return {
        id: LinkId.parse(`link-${number}-${id}`),
        participant: ParticipantId.parse(`participant-${number}-${id}`),
        person: id,
        name,
        role,
        side,
        state,
        expiresAt: startsAt + (state === 'expired' ? 1 : 7) * 24 * hour,
        url: works(state) ? `https://parley.example/join#${number}.${id}` : null,
      };
    }),
  };
}

const bare: CaseDetail = { ...about, id: caseId(1), createdAt: at(-1), sides, people, sessions: [] };

export const details = {
  bare,
  /** Every state a link can be in, a session to come and two that are over. */
  busy: {
    ...bare,
    sessions: [
      session(1, '第一次调解会', at(-20), 'adjourned', ['expired']),
      session(2, '现场勘验后的沟通会', at(-9), 'scheduled', ['expired', 'revoked']),
      session(3, '第二次调解会', at(0, -2), 'open', [
        'joined',
        'joined',
        'opened',
        'issued',
        'revoked',
        'expired',
        'opened',
        'issued',
      ]),
      session(4, '第三次调解会', at(9), 'scheduled', ['issued'], people.slice(0, -2)),
    ],
  },
} as const satisfies Record<string, CaseDetail>;
