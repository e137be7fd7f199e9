import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';

/** Each language, each appearance, and both ends of the sizes; 320 px is also a small window at 200 % zoom. */
const looks = [
  { language: 'zh-CN', theme: 'light', width: 1280, height: 800 },
  { language: 'en', theme: 'dark', width: 320, height: 640 },
] as const;

/** Some two hundred and fifty screens are drawn and read through, on whatever machine this is. */
const patience = 1_800_000;

let vite: ViteDevServer;
let browser: Browser;
let gallery: string;

beforeAll(async () => {
  vite = await createServer({
    root: `${import.meta.dirname}/..`,
    server: { port: 0, hmr: false },
    logLevel: 'error',
  });
  await vite.listen();
  const [address] = vite.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('the development server does not listen');
  gallery = `${address}gallery/`;
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await vite.close();
});

async function statesIn(page: Page): Promise<string[]> {
  await page.goto(gallery);
  await page.locator('html[data-ready]').waitFor();
  return page.getByRole('link').allInnerTexts();
}

describe.concurrent.each(looks)('every screen in $language, $theme, $width px wide', (look) => {
  const { language, theme, width, height } = look;

  test(
    'has no accessibility violation and nothing that runs out of the window',
    async ({ expect }) => {
      const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const broken: string[] = [];
      page.on('pageerror', (error) => broken.push(error.message));
      const states = await statesIn(page);
      expect(states.length).toBeGreaterThan(60);
      const found: Record<string, unknown> = {};
      for (const state of states) {
        const hash = `#state=${state}&language=${language}&theme=${theme}`;
        await page.evaluate((next) => location.replace(next), hash);
        await page.locator(`html[data-ready="${hash}"]`).waitFor();
        // One document without frames: the mode without a second page to collect in.
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (violations.length > 0 || over > 0) {
          found[state] = {
            over,
            violations: violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
          };
        }
      }
      await context.close();
      expect({ found, broken }).toEqual({ found: {}, broken: [] });
    },
    patience,
  );
});
