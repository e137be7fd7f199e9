import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';

/** Each language, each appearance, and both ends of the sizes; 320 px is also a small window at 200 % zoom. */
const looks = [
  { language: 'zh-CN', theme: 'light', width: 1280, height: 800 },
  { language: 'en', theme: 'dark', width: 320, height: 640 },
] as const;

/** What differs most from right to left; the words are the same parts in every state. */
const fromTheRight = [
  'link',
  'check-denied-desktop',
  'lobby',
  'arrival',
  'room-chat',
  'room-files',
  'room-settings',
  'room-toasts',
  'board-caucuses',
  'board-guard',
  'agreement-writing',
  'proposals-asked',
  'comments-all',
  'versions-compare',
  'listen-choose',
  'interpreter-offered',
  'turns-conduct',
  'staff-home',
  'new-case',
  'case',
  'arabic-room',
  'arabic-board',
  'arabic-agreement',
] as const;

/** Some two hundred and fifty screens are drawn and read through, on whatever machine this is. */
const patience = 1_800_000;

let folder: string;
let served: PreviewServer;
let browser: Browser;
let gallery: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-gallery-'));
  const root = `${import.meta.dirname}/..`;
  const built = {
    outDir: folder,
    rolldownOptions: { input: `${root}/gallery/index.html` },
    sourcemap: false,
  };
  await build({ root, logLevel: 'error', build: built });
  served = await preview({ root, logLevel: 'error', build: built, preview: { port: 0 } });
  const [address] = served.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('nobody serves the gallery');
  gallery = `${address}gallery/`;
  browser = await launchBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await served.close();
  await rm(folder, { recursive: true });
});

declare global {
  interface Window {
    readonly axe: typeof axeCore;
  }
}

/** Runs in the page: what breaks a rule of accessibility, and which one. No sheet of ours is read again for that. */
async function violationsHere(): Promise<string[][]> {
  const { violations } = await window.axe.run({
    resultTypes: ['violations'],
    preload: false,
    iframes: false,
  });
  return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}

/** What is wrong with these states, read one after another as this look shows them. */
async function faultsIn(
  page: Page,
  states: readonly string[],
  { language, theme }: { readonly language: string; readonly theme: string },
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const state of states) {
    const hash = `#state=${state}&language=${language}&theme=${theme}`;
    await page.evaluate((next) => location.replace(next), hash);
    await page.locator(`html[data-ready="${hash}"]`).waitFor();
    const violations = await page.evaluate(violationsHere);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (violations.length > 0 || over > 0) {
      found[state] = { over, violations };
    }
  }
  return found;
}

async function statesIn(page: Page): Promise<string[]> {
  await page.goto(gallery);
  await page.locator('html[data-ready]').waitFor();
  return page.getByRole('link').allInnerTexts();
}

/** A page with axe in it, and what breaks on that page. */
async function pageOf(width: number, height: number): Promise<{ page: Page; broken: string[] }> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  await context.addInitScript({ content: axeCore.source });
  const page = await context.newPage();
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  return { page, broken };
}

describe.concurrent.each(looks)('every screen in $language, $theme, $width px wide', (look) => {
  test(
    'has no accessibility violation and nothing that runs out of the window',
    async ({ expect }) => {
      const { page, broken } = await pageOf(look.width, look.height);
      const states = await statesIn(page);
      expect(states.length).toBeGreaterThan(60);
      const found = await faultsIn(page, states, look);
      await page.context().close();
      expect({ found, broken }).toEqual({ found: {}, broken: [] });
    },
    patience,
  );
});

describe.concurrent('from right to left, 320 px wide', () => {
  test(
    '[LANG-2] nothing runs out of the window at either side, and nothing breaks a rule of accessibility',
    async ({ expect }) => {
      const { page, broken } = await pageOf(320, 640);
      expect(await statesIn(page)).toEqual(expect.arrayContaining([...fromTheRight]));
      const found = await faultsIn(page, fromTheRight, { language: 'ar', theme: 'light' });
      await page.context().close();
      expect({ found, broken }).toEqual({ found: {}, broken: [] });
    },
    patience,
  );
});
