import type { ParticipantId } from '@parley/shared/ids';
import { created } from '@parley/shared/session/testing';
import type { Sfu } from '@parley/shared/sfu';
import { HeldTimers } from '../../lib/testing/held-timers.ts';
import { allStanding } from '../../links/testing.ts';
import { Lines } from '../lines.ts';
import { SessionRegistry } from '../registry.ts';
import type { MemoryLog } from './memory-log.ts';
import { partsWith } from './parts.ts';

export interface Life {
  readonly registry: SessionRegistry;
  readonly lines: Lines;
  readonly timers: HeldTimers;
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
  const timers = new HeldTimers();
  const lines = new Lines();
  const mortal: Sfu = {
    ...sfu,
    applyAudience: (audience) => (alive ? sfu.applyAudience(audience) : never),
    closeSession: (command) => (alive ? sfu.closeSession(command) : never),
    on: (listener) =>
      sfu.on((event) => {
        if (alive) listener(event);
      }),
  };
  return {
    registry: new SessionRegistry(partsWith({ log, sfu: mortal, lines, now: () => now, timers, standing })),
    lines,
    timers,
    kill: () => {
      alive = false;
    },
  };
}
