import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, test, vi } from 'vitest';
import '../gallery/offered.ts';
import { launchBrowser } from './support/browser.ts';
import { yielding } from './support/yielding.ts';

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
  'interpreter-booth',
  'interpreter-offered',
  'interpreter-chat',
  'interpreter-terms',
  'interpreter-relay',
  'turns-conduct',
  'turns-mine-over',
  'turns-assign',
  'captions-automatic',
  'captions-choose',
  'captions-stalled-conduct',
  'captions-stalled-dialog',
  'captions-type',
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
  // As people get it: what is made for a test's surroundings checks itself, and takes half as long again.
  vi.stubEnv('NODE_ENV', 'production');
  await build({ root, logLevel: 'error', build: built });
  vi.unstubAllEnvs();
  served = await preview({ root, logLevel: 'error', build: built, preview: { port: 0 } });
  const [address] = served.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('nobody serves the gallery');
  gallery = `${address}gallery/`;
  browser = await launchBrowser({ program: await yielding(folder) });
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
 * rule of accessibility, and which one. No sheet of ours is read again for that, and no part that stood there before
 * just so, of the same size and in the same surroundings: nine tenths of all states do.
 */
async function faultsHere({
  states,
  language,
  theme,
}: Pick<Look, 'language' | 'theme'> & { readonly states: readonly string[] }): Promise<{
  readonly found: Readonly<Record<string, unknown>>;
  readonly elements: number;
}> {
  const found: Record<string, unknown> = {};
  let elements = 0;
  const readBefore = new Set<string>();
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  /** Of itself, without what React numbers anew each time; and with all that is in it. */
  let written = new Map<Element, { readonly alone: number; readonly whole: number }>();
  const write = (element: Element): number => {
    const attributes = Array.from(element.attributes, ({ name, value }) => `${name}="${value}"`).join(' ');
    const alone = numberOf(`${element.tagName} ${attributes.replaceAll(/(?:radix-)?_r_\w+_/g, '')}`);
    const inside = Array.from(element.childNodes, (node) =>
      node instanceof Element ? write(node) : `"${node.textContent}"`,
    );
    const whole = numberOf([alone, ...inside].join(' '));
    written.set(element, { alone, whole });
    return whole;
  };
  const known = (element: Element, around: string): Element[] => {
    const { width, height } = element.getBoundingClientRect();
    const { alone, whole } = written.get(element) ?? {};
    const name = `${around} ${Math.round(width)} ${Math.round(height)} ${whole}`;
    if (readBefore.has(name)) return [element];
    readBefore.add(name);
    elements += 1;
    return [...element.children].flatMap((child) => known(child, `${around} ${alone}`));
  };
  for (const state of states) {
    await window.gallery?.show(`state=${state}&language=${language}&theme=${theme}`);
    written = new Map();
    write(document.body);
    const { violations } = await window.axe.run(
      { exclude: known(document.body, '') },
      { resultTypes: ['violations'], preload: false, iframes: false },
    );
    const over = document.documentElement.scrollWidth - window.innerWidth;
    if (violations.length > 0 || over > 0) {
      const broken = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      found[state] = { over, broken };
    }
  }
  return { found, elements };
}

/** The gallery with axe in it, and what breaks on that page. */
async function open({ width, height }: Look): Promise<{ page: Page; broken: string[] }> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  await context.addInitScript({ content: axeCore.source });
  const page = await context.newPage();
  // Laid out as large as it is, but nobody looks at it: to draw it took an eighth of all.
  const devtools = await context.newCDPSession(page);
  const drawn = { width, height, deviceScaleFactor: 1, mobile: false, scale: 0.1 };
  await devtools.send('Emulation.setDeviceMetricsOverride', drawn);
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  await page.goto(gallery);
  await page.waitForFunction(() => window.gallery !== undefined);
  return { page, broken };
}

/** What is wrong with the states that are chosen of all, as this look shows them; and how much was read. */
async function faultsIn(look: Look, choose: (all: readonly string[]) => readonly string[]) {
  const { page, broken } = await open(look);
  const states = choose(await page.evaluate(() => window.gallery?.states ?? []));
  const { found, elements } = await page.evaluate(faultsHere, { ...look, states });
  await page.context().close();
  return { states: states.length, elements, found, broken };
}

describe.concurrent.each(looks)('every screen in $language, $theme, $width px wide', (look) => {
  test(
    'has no accessibility violation and nothing that runs out of the window',
    async ({ expect }) => {
      const { found, broken, ...read } = await faultsIn(look, (all) => all);
      expect({ found, broken }).toEqual({ found: {}, broken: [] });
      expect(read.states).toBeGreaterThan(300);
      expect(read.elements).toBeGreaterThan(15_000);
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
      const { found, broken, ...read } = await faultsIn(look, choose);
      expect({ found, broken }).toEqual({ found: {}, broken: [] });
      expect(read.states).toBe(fromTheRight.length);
      expect(read.elements).toBeGreaterThan(3_000);
    },
    patience,
  );
});

/** Runs in the page, self-contained: which rooms, people and needs on the board cannot be seen whole. */
async function outOfSightHere({
  state,
  language,
}: {
  readonly state: string;
  readonly language: string;
}): Promise<{ readonly seen: number; readonly hidden: readonly string[] }> {
  await window.gallery?.show(`state=${state}&language=${language}&theme=light`);
  const cut = (element: Element): boolean => {
    const { top, bottom } = element.getBoundingClientRect();
    for (let around = element.parentElement; around !== null; around = around.parentElement) {
      const { overflowY } = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      if (overflowY !== 'visible' && (top < edge.top - 1 || bottom > edge.bottom + 1)) return true;
    }
    return bottom > window.innerHeight;
  };
  const all = [
    ...document.querySelectorAll(
      'aside li[data-drop], aside li[data-drop] li, section[aria-labelledby="needs"] li',
    ),
  ];
  const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent;
  return { seen: all.length, hidden: all.filter(cut).map(nameOf) };
}

describe.each(['zh-CN', 'en', 'ar'])('on a laptop’s screen, in %s', (language) => {
  test.for(['board-four', 'board-four-caucuses'])(
    '[BOARD-1] four rooms, who is in them and what needs the mediator are seen at once: %s',
    { timeout: patience },
    async (state, { expect }) => {
      const { page, broken } = await open({ language, theme: 'light', width: 1280, height: 800 });
      const { seen, hidden } = await page.evaluate(outOfSightHere, { state, language });
      await page.context().close();
      expect({ hidden, broken }).toEqual({ hidden: [], broken: [] });
      expect(seen).toBeGreaterThan(20);
    },
  );
});

/** Runs in the page: how far the stage's own words reach below the stage, where others stand. */
async function wordsBelowStageHere(language: string): Promise<number> {
  await window.gallery?.show(`state=arrival-alone-reconnecting&language=${language}&theme=dark`);
  const stage = document.querySelector('main section');
  const below = stage?.getBoundingClientRect().bottom ?? 0;
  const words = [...(stage?.querySelectorAll('p') ?? [])].map((each) => each.getBoundingClientRect().bottom);
  return Math.max(...words) - below;
}

test.for(['en', 'ar'])(
  'on a phone, whoever is alone reads nothing over what is told of their line, in %s',
  { timeout: patience },
  async (language, { expect }) => {
    const { page } = await open({ language, theme: 'dark', width: 390, height: 844 });
    expect(await page.evaluate(wordsBelowStageHere, language)).toBeLessThanOrEqual(0);
    await page.context().close();
  },
);

/**
 * Runs in the page, self-contained: how high the pictures stand in each of these states, and the rows of captions of
 * which only a part is seen.
 */
async function captionedHere(states: readonly string[]): Promise<{
  readonly heights: readonly number[];
  readonly cut: readonly string[];
}> {
  const heights = new Set<number>();
  const cut: string[] = [];
  for (const state of states) {
    await window.gallery?.show(`state=${state}&language=en&theme=light`);
    heights.add(document.querySelector('main section')?.getBoundingClientRect().height ?? 0);
    const words = document.querySelector('section > div > [aria-hidden]');
    const top = words?.parentElement?.getBoundingClientRect().top ?? 0;
    // By the glyphs, which need not fill their row.
    const rows = [...(words?.querySelectorAll('p') ?? [])].flatMap((line) => {
      const range = document.createRange();
      range.selectNodeContents(line.lastChild ?? line);
      return [...range.getClientRects()];
    });
    if (rows.some((row) => row.top < top - row.height / 4 && row.bottom > top + row.height / 4))
      cut.push(state);
  }
  return { heights: [...heights], cut };
}

test.for([
  [1280, 800],
  [390, 844],
] as const)(
  '[CAP-25] the pictures stay as they are as captions grow, and no row is cut: %i px wide',
  { timeout: patience },
  async ([width, height], { expect }) => {
    const { page } = await open({ language: 'en', theme: 'light', width, height });
    const typed = await page.evaluate(captionedHere, ['captions-waiting', 'captions-read', 'captions-long']);
    expect(typed.heights).toHaveLength(1);
    const said = await page.evaluate(captionedHere, [
      'captions-back',
      'captions-several',
      'captions-several-arabic',
    ]);
    expect(said.heights).toHaveLength(1);
    const { cut } = await page.evaluate(captionedHere, ['captions-largest']);
    expect([...typed.cut, ...said.cut, ...cut]).toEqual([]);
    await page.context().close();
  },
);
