import type { NewCase, NewSession } from '@parley/shared/protocol';
import type { z } from 'zod';

/** A case with two sides and everyone such a session has. */
export const newCase = {
  title: '设备采购合同纠纷',
  kind: 'commercial',
  organisation: '浦江调解中心',
  sides: [
    { kind: 'applicant', name: '海川机械' },
    { kind: 'respondent', name: 'Atlas Tools GmbH' },
  ],
  people: [
    { name: '陈静', role: 'mediator', languages: ['zh-CN', 'en'] },
    { name: '王磊', role: 'party', side: 0, languages: ['zh-CN'] },
    { name: 'Anna Krüger', role: 'party', side: 1, languages: ['en', 'de'] },
    { name: 'Tom Reed', role: 'counsel', side: 1, languages: ['en'] },
    { name: '林晓', role: 'interpreter', languages: ['zh-CN', 'en'] },
    { name: '周宁', role: 'observer', languages: ['zh-CN'] },
  ],
} satisfies z.input<typeof NewCase>;

export const newSession = {
  title: '第一次调解会',
  startsAt: Date.parse('2026-03-02T10:30:00Z'),
  linkHours: 48,
} satisfies z.input<typeof NewSession>;

let attempts = 0;
export const anAttempt = (): string => `attempt-${(attempts += 1)}`;

/** Wished for the first time. */
export const wished = <W>(wish: W): { readonly attempt: string; readonly wish: W } => ({
  attempt: anAttempt(),
  wish,
});
