import { newCase, newSession, wished } from '../cases/fixtures.ts';
import { newTemplate } from '../templates/testing.ts';
import type { RouteName } from '@parley/shared/protocol';
import { ADMINISTRATOR, type Asking } from './harness.ts';

/** What is sent to a route with which everything is right, but for what a test spoils. */
export const wellFormed: { readonly [N in RouteName]?: Asking<N>['body'] } = {
  'join.look': { token: 'x'.repeat(40) },
  'staff.sign-in': ADMINISTRATOR,
  'staff.password': { current: 'a long password', next: 'another password' },
  'accounts.create': { username: 'new', name: '新人', password: 'a long password', administrator: false },
  'accounts.password': { password: 'another password' },
  'accounts.disable': { disabled: true },
  'cases.create': wished(newCase),
  'cases.change': {
    title: 'A',
    kind: 'people',
    organisation: 'B',
    sides: [{ id: 'S'.repeat(22), name: 'C' }],
  },
  'people.add': {
    people: [{ name: 'A', role: 'counsel', languages: ['zh-CN'], side: 'S'.repeat(22) }],
    sessions: ['S'.repeat(22)],
    linkHours: 2,
    attempt: 'A'.repeat(22),
  },
  'people.change': { name: 'A', languages: ['zh-CN'] },
  'sessions.change': { title: 'A', startsAt: 1 },
  'sessions.invite': { people: ['P'.repeat(22)], linkHours: 2 },
  'sessions.create': wished(newSession),
  'templates.create': wished(newTemplate),
  'templates.save': { words: newTemplate.words, revision: 1 },
  'templates.offer': { offered: false },
  'links.reissue': { linkHours: 2 },
  'glossary.add': {
    attempt: 'A'.repeat(22),
    part: 0,
    terms: [{ texts: { en: 'retention money' }, note: '' }],
  },
  'glossary.change': { texts: { en: 'retention money' }, note: '' },
  'glossary.put': { to: 'gone' },
};
