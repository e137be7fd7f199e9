import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const MANY = 30;
const words = en.room.hears;
const [, ofMore = ''] = words.more.split('{{count}}');

async function shownAt(width: number, state: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
  await page.goto(served.address);
  await page.waitForFunction(() => window.gallery !== undefined);
  await page.evaluate((name) => window.gallery?.show(`state=${name}&language=en`), state);
  return page;
}

/** Runs in the page: which names of the line can be read whole, and which are there at all. */
function namesOnScreen(): { readonly whole: number; readonly all: number } {
  const names = [...document.querySelectorAll('header [data-fits="name"]')];
  const cover = document.querySelector('header [data-more]')?.getBoundingClientRect();
  const box = document.querySelector('header [role="status"]')?.parentElement?.getBoundingClientRect();
  const isWhole = (name: Element): boolean => {
    const place = name.getBoundingClientRect();
    const isCovered =
      cover !== undefined &&
      place.right > cover.left &&
      place.left < cover.right &&
      place.bottom > cover.top &&
      place.top < cover.bottom;
    const isInside = box !== undefined && place.bottom <= box.bottom + 1 && place.right <= box.right + 1;
    return isInside && !isCovered && getComputedStyle(name).opacity === '1';
  };
  return { whole: names.filter(isWhole).length, all: names.length };
}

describe.each([1280, 390])('who can hear me, %i px wide', (width) => {
  test('[VIEW-12] each of thirty is named or counted, and named by one press of a keyboard', async () => {
    const page = await shownAt(width, 'hears-thirty');
    const { whole, all } = await page.evaluate(namesOnScreen);
    expect(all).toBe(MANY);
    expect(whole).toBeGreaterThan(3);
    const more = page.getByRole('button', { name: new RegExp(`^${words.label} [0-9]+${ofMore}$`) });
    expect(await more.textContent()).toBe(`${words.label} ${MANY - whole}${ofMore}`);
    await more.focus();
    await page.keyboard.press('Enter');
    const listed = page.getByRole('region', { name: words.label, exact: true }).getByRole('listitem');
    expect(await listed.count()).toBe(MANY);
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');
    await listed.last().and(page.locator(':visible')).waitFor();
    await page.keyboard.press('Escape');
    await more.waitFor();
    expect(await listed.count()).toBe(0);
    await page.close();
  });

  test('[CAP-23] automatic captions are read out among those who hear, and stand in the list of all', async () => {
    const page = await shownAt(width, 'captions-hear-crowd');
    const line = page.locator('header').getByRole('status');
    expect(await line.textContent()).toMatch(new RegExp(`, ${words.andCaptions}$`));
    const listed = page.getByRole('region', { name: words.label, exact: true });
    await listed.getByText(words.captions, { exact: true }).waitFor();
    await page.evaluate(() => window.gallery?.show('state=captions-hear-alone&language=en'));
    expect(await line.textContent()).toBe(words.captioned);
    await page.close();
  });

  test('[VIEW-12] four are named, and nothing more is told of', async () => {
    const page = await shownAt(width, 'hears-four');
    expect(await page.evaluate(namesOnScreen)).toEqual({ whole: 4, all: 4 });
    expect(await page.locator('header [data-more]').count()).toBe(0);
    await page.close();
  });
});
