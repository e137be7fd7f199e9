import type { Page } from 'playwright-core';

declare global {
  interface Window {
    pressed?: () => void;
  }
}

/** From now on, how many times something was pressed on the page, by hand or by keyboard. */
export async function countPresses(page: Page): Promise<() => Promise<number>> {
  const pressed: number[] = [];
  await page.exposeFunction('pressed', () => void pressed.push(Date.now()));
  await page.evaluate(() => {
    addEventListener('click', () => window.pressed?.(), { capture: true });
  });
  return async () => {
    // What was called before has come by then.
    await page.evaluate(() => undefined);
    return pressed.length;
  };
}

/** When an alert stood on the page for the first time that has all of these words, milliseconds since 1970. */
export const whenAnnounced = (page: Page, ...words: readonly string[]): Promise<number> =>
  page.evaluate(lookForAlert, words);

/** Runs in the page. */
function lookForAlert(words: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const isThere = [...document.querySelectorAll('[role=alert]')].some((each) =>
        words.every((word) => each.textContent.includes(word)),
      );
      if (isThere) resolve(Date.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}
