import { created } from '@parley/shared/session/testing';
import { pino } from 'pino';
import { noDocuments } from '../../agreement/testing/no-documents.ts';
import { freshDesk, memoryNotes } from '../../files/testing.ts';
import { memoryTerms } from '../../glossary/testing.ts';
import { HeldTimers } from '../../lib/testing/held-timers.ts';
import { allStanding } from '../../links/testing.ts';
import { memoryTemplates } from '../../templates/testing.ts';
import type { HostParts } from '../host.ts';
import { Lines } from '../lines.ts';

type SessionParts = Omit<HostParts, 'onFailed' | 'onIdle'>;

export const GRACE_MS = 20_000;

/** What sessions stand on in a test: nothing lasts, nothing happens by itself, and what the test looks at it brings. */
export const partsWith = (own: Pick<SessionParts, 'log' | 'sfu'> & Partial<SessionParts>): SessionParts => ({
  files: freshDesk(),
  notes: memoryNotes(),
  templates: memoryTemplates(),
  terms: memoryTerms(),
  documents: noDocuments,
  captionProvider: null,
  lines: new Lines(),
  now: () => 50_000,
  timers: new HeldTimers(),
  logger: pino({ level: 'silent' }),
  graceMs: GRACE_MS,
  standing: allStanding(created),
  roster: async () => null,
  ...own,
});
