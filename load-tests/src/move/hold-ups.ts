import type { Page } from 'playwright-core';

declare global {
  interface Window {
    longestHoldUp?: number;
  }
}

/** Runs in a page from its beginning: for how long at a time, at most, it could do nothing (milliseconds). */
export function watchHoldUps(): void {
  let last = performance.now();
  window.longestHoldUp = 0;
  setInterval(() => {
    const now = performance.now();
    window.longestHoldUp = Math.max(window.longestHoldUp ?? 0, now - last);
    last = now;
  }, 50);
}

/** Since it was asked last; null where even that is not answered in time. */
export async function longestHoldUp(page: Page, patienceMs: number): Promise<number | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(late.resolve, patienceMs, null);
  const answer = page.evaluate(readHoldUp).catch(() => null);
  const found = await Promise.race([answer, late.promise]);
  clearTimeout(timer);
  return found;
}

function readHoldUp(): number {
  const longest = window.longestHoldUp ?? 0;
  window.longestHoldUp = 0;
  return longest;
}
