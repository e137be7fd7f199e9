import { LinkId, ParticipantId, PersonId, SideId } from '@parley/shared/ids';
import type { LinkView } from '@parley/shared/protocol';
import type { Role, Side } from '@parley/shared/session';
import { describe, expect, it } from 'vitest';
import { arrangeSessions, commonEnd, inOrder, myLink } from './arrange.ts';

const HOUR = 3_600_000;
const now = 1_700_000_000_000;

describe('sessions', () => {
  const meeting = (hours: number, phase: 'scheduled' | 'open' | 'adjourned' = 'scheduled') => ({
    startsAt: now + hours * HOUR,
    phase,
  });

  it('come nearest first, those over latest first', () => {
    const [soon, later, earlier, over, longOver] = [
      meeting(2),
      meeting(90),
      meeting(-5),
      meeting(-30),
      meeting(-300),
    ];
    expect(arrangeSessions([longOver, later, over, soon, earlier], now)).toEqual({
      current: [earlier, soon, later],
      past: [over, longOver],
    });
  });

  it('are never over while open', () => {
    const open = meeting(-100, 'open');
    expect(arrangeSessions([open], now).current).toEqual([open]);
  });
});

const sides: Side[] = [
  { id: SideId.parse('side-applicant'), kind: 'applicant', name: '李明' },
  { id: SideId.parse('side-respondent'), kind: 'respondent', name: '海港公司' },
];
const [applicant, respondent] = sides.map(({ id }) => id);

it('people come mediator first, then side by side with their counsel, then the others', () => {
  const person = (name: string, role: Role, side: SideId | null = null) => ({ name, role, side });
  const people = [
    person('observer', 'observer'),
    person('interpreter', 'interpreter'),
    person('their counsel', 'counsel', respondent ?? null),
    person('our counsel', 'counsel', applicant ?? null),
    person('they', 'party', respondent ?? null),
    person('we', 'party', applicant ?? null),
    person('mediator', 'mediator'),
  ];
  expect(inOrder(people, sides).map(({ name }) => name)).toEqual([
    'mediator',
    'we',
    'our counsel',
    'they',
    'their counsel',
    'interpreter',
    'observer',
  ]);
});

const link = (name: string, role: Role = 'mediator', url: string | null = 'https://example.org/join#t') =>
  ({
    id: LinkId.parse('link-0001'),
    participant: ParticipantId.parse('participant-1'),
    person: PersonId.parse('person-0001'),
    name,
    role,
    side: null,
    state: url === null ? 'revoked' : 'issued',
    expiresAt: now,
    url,
  }) satisfies LinkView;

it('the end most working links share is theirs, whatever those that do not work say', () => {
  const [one, two, other] = [link('one'), link('two'), { ...link('three'), expiresAt: now + HOUR }];
  const gone = ['a', 'b', 'c'].map((name) => ({ ...link(name, 'party', null), expiresAt: now - HOUR }));
  expect(commonEnd([other, one, ...gone, two])).toBe(now);
  expect(commonEnd(gone)).toBeNull();
});

describe('my link', () => {
  it('is the mediator’s of my name, however it is spaced', () => {
    expect(myLink([link('Zhou'), link('陈 静')], { name: '陈静' })?.name).toBe('陈 静');
  });

  it('is nobody’s who is not mediator, and none that is withdrawn', () => {
    expect(myLink([link('陈静', 'observer')], { name: '陈静' })).toBeNull();
    expect(myLink([link('陈静', 'mediator', null)], { name: '陈静' })).toBeNull();
  });

  it('is not guessed where two have the name', () => {
    expect(myLink([link('陈静'), link('陈静')], { name: '陈静' })).toBeNull();
  });
});
