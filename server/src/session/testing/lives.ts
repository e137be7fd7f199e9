import type { ParticipantId } from '@parley/shared/ids';
import { created } from '@parley/shared/session/testing';
import type { Sfu } from '@parley/shared/sfu';
import { pino } from 'pino';
import { noDocuments } from '../../agreement/testing/no-documents.ts';
import { freshDesk, memoryNotes } from '../../files/testing.ts';
import { memoryTerms } from '../../glossary/testing.ts';
import { allStanding } from '../../links/testing.ts';
import { memoryTemplates } from '../../templates/testing.ts';
import { Lines } from '../lines.ts';
import { SessionRegistry } from '../registry.ts';
import type { MemoryLog } from './memory-log.ts';

export const GRACE_MS = 20_000;

export interface Life {
  readonly registry: SessionRegistry;
  readonly lines: Lines;
  /** How long each timer was set for that runs now. */
  readonly timers: ReadonlyMap<() => void, number>;
  /** It does nothing more, and hears of nothing. */
  kill(): void;
}

const never = new Promise<never>(() => undefined);

/** One life of a server, over a log and an SFU that outlive it. */
export function life(
  log: MemoryLog,
  sfu: Sfu,
  {
    now = 50_000,
    standing = allStanding(created),
  }: {
    now?: number;
    standing?: () => Promise<ReadonlySet<ParticipantId>>;
  } = {},
): Life {
  let alive = true;
  const timers = new Map<() => void, number>();
  const lines = new Lines();
  const registry = new SessionRegistry({
    log,
    sfu: {
      ...sfu,
      applyAudience: (audience) => (alive ? sfu.applyAudience(audience) : never),
      closeSession: (command) => (alive ? sfu.closeSession(command) : never),
      on: (listener) =>
        sfu.on((event) => {
          if (alive) listener(event);
        }),
    },
    files: freshDesk(),
    notes: memoryNotes(),
    templates: memoryTemplates(),
    terms: memoryTerms(),
    documents: noDocuments,
    captionProvider: null,
    lines,
    now: () => now,
    timers: {
      after: (ms, callback) => {
        timers.set(callback, ms);
        return () => timers.delete(callback);
      },
    },
    logger: pino({ level: 'silent' }),
    graceMs: GRACE_MS,
    standing,
  });
  return {
    registry,
    lines,
    timers,
    kill: () => {
      alive = false;
    },
  };
}
