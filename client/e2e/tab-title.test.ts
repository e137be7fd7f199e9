import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import '../gallery/offered.ts';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { type ServedPage, servePage } from './support/served-page.ts';

let served: ServedPage;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([servePage('gallery/index.html'), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await served.close();
});

test('[ROOM-5] the tab of a private room says what kind of room it is, and the page alone what it is called', async () => {
  const page = await browser.newPage();
  await page.goto(served.address);
  await page.waitForFunction(() => window.gallery !== undefined);
  await page.evaluate(() => window.gallery?.show('state=captions-hear&language=en'));
  const kind = en.room.kind.caucus;
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(new RegExp(`^${kind} · .+`));
  expect(await page.title()).toBe(`${kind} · ${en.common.product}`);
  await page.close();
});
