import type { Page } from 'playwright-core';

declare global {
  interface Window {
    volumes?: () => number[];
  }
}

/** How loud the sounds are that a page plays, softest first: as wanted, when that comes. */
export async function loudness(page: Page, wanted: readonly number[]): Promise<readonly number[]> {
  await page.evaluate(installVolumes);
  await page
    .waitForFunction((goal) => JSON.stringify(window.volumes?.()) === goal, JSON.stringify(wanted))
    .catch(() => undefined);
  return page.evaluate(() => window.volumes?.() ?? []);
}

/** Runs in the page. */
function installVolumes(): void {
  window.volumes = () =>
    [...document.querySelectorAll('audio')]
      .map(({ volume }) => Number(volume.toFixed(2)))
      .sort((a, b) => a - b);
}
