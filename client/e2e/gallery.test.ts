import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, test } from 'vitest';
import '../gallery/offered.ts';
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

/** Some seven hundred drawings are read through, on whatever machine this is. */
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

interface Look {
  readonly language: string;
  readonly theme: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Runs in the page, self-contained: what runs out of the window in these states, one after another, and what breaks a
 * rule of accessibility, and which one. No sheet of ours is read again for that.
 */
async function faultsHere({
  states,
  language,
  theme,
}: Pick<Look, 'language' | 'theme'> & { readonly states: readonly string[] }): Promise<
  Record<string, unknown>
> {
  const found: Record<string, unknown> = {};
  for (const state of states) {
    await window.gallery?.show(`state=${state}&language=${language}&theme=${theme}`);
    const { violations } = await window.axe.run({
      resultTypes: ['violations'],
      preload: false,
      iframes: false,
    });
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (violations.length > 0 || over > 0) {
      const broken = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      found[state] = { over, broken };
    }
  }
  return found;
}

/** The gallery with axe in it, and what breaks on that page. */
async function open({ width, height }: Look): Promise<{ page: Page; broken: string[] }> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  await context.addInitScript({ content: axeCore.source });
  const page = await context.newPage();
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  await page.goto(gallery);
  await page.waitForFunction(() => window.gallery !== undefined);
  return { page, broken };
}

/** What is wrong with the states that are chosen of all, as this look shows them; and how many were read. */
async function faultsIn(look: Look, choose: (all: readonly string[]) => readonly string[]) {
  const { page, broken } = await open(look);
  const states = choose(await page.evaluate(() => window.gallery?.states ?? []));
  const found = await page.evaluate(faultsHere, { ...look, states });
  await page.context().close();
  return { read: states.length, found, broken };
}

describe.concurrent.each(looks)('every screen in $language, $theme, $width px wide', (look) => {
  test(
    'has no accessibility violation and nothing that runs out of the window',
    async ({ expect }) => {
      const { read, ...faults } = await faultsIn(look, (all) => all);
      expect(faults).toEqual({ found: {}, broken: [] });
      expect(read).toBeGreaterThan(300);
    },
    patience,
  );
});

describe.concurrent('from right to left, 320 px wide', () => {
  test(
    '[LANG-2] nothing runs out of the window at either side, and nothing breaks a rule of accessibility',
    async ({ expect }) => {
      const look = { language: 'ar', theme: 'light', width: 320, height: 640 };
      const choose = (all: readonly string[]) => fromTheRight.filter((state) => all.includes(state));
      const { read, ...faults } = await faultsIn(look, choose);
      expect(faults).toEqual({ found: {}, broken: [] });
      expect(read).toBe(fromTheRight.length);
    },
    patience,
  );
});
