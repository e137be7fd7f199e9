import { DeviceId } from '@parley/shared/ids';
import { keep, readKept } from './kept.ts';
import { mint } from './mint.ts';

const KEY = 'parley.device';
/** A page that is being reloaded may hold its lock a moment longer than its successor needs to ask for it. */
const ATTEMPTS = 4;
const PAUSE_MS = 60;

/** What tells tabs apart: a store that duplicating a tab copies, and a lock only one page can hold. */
export interface Tab {
  read(): string | null;
  write(id: string): void;
  /** Takes the name until the page ends; false when another page has it. */
  hold(name: string): Promise<boolean>;
  pause(ms: number): Promise<void>;
}

/**
 * This tab's own id: the same after a reload, so that the person takes up their place again, and another one in a
 * duplicated tab, which starts with a copy of the first one's storage.
 */
export async function claimDevice(tab: Tab): Promise<DeviceId> {
  const stored = DeviceId.safeParse(tab.read());
  if (stored.success) {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (await tab.hold(`${KEY}.${stored.data}`)) return stored.data;
      await tab.pause(PAUSE_MS);
    }
  }
  const fresh = mint.device();
  tab.write(fresh);
  await tab.hold(`${KEY}.${fresh}`);
  return fresh;
}

const browserTab: Tab = {
  read: () => readKept('sessionStorage', KEY),
  write: (id) => keep('sessionStorage', KEY, id),
  hold: (name) => {
    // No locks outside secure contexts: there are no cameras there either.
    if (!('locks' in navigator)) return Promise.resolve(true);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const untilTheEnd = new Promise<never>(() => undefined);
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : untilTheEnd;
      })
      .catch(() => resolve(true));
    return promise;
  },
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

let claimed: Promise<DeviceId> | null = null;

/** The id of the tab this page runs in, the same for all sessions opened in it. */
export function tabDevice(): Promise<DeviceId> {
  claimed ??= claimDevice(browserTab);
  return claimed;
}
