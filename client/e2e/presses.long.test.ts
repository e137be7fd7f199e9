import { replyOf } from '@parley/shared/errors';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Happening, happenings } from '../gallery/news.ts';
import type { Scene } from '../gallery/presses.tsx';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { type ServedPage, servePage } from './support/served-page.ts';

let served: ServedPage;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([servePage('gallery/presses.html'), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await served.close();
});

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;
type Size = (typeof sizes)[number];

/** One for each size: to load it takes longer than to show a scene. */
const pages = new Map<Size, Page>();

async function pageOf(size: Size): Promise<Page> {
  const known = pages.get(size);
  if (known !== undefined) return known;
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  await page.goto(served.address);
  await page.waitForFunction(() => window.stage !== undefined);
  pages.set(size, page);
  return page;
}

/** A scene on a screen of this size, with a panel opened in it by its button in the bar. */
async function sceneOf(size: Size, scene: Scene, panel?: string): Promise<Page> {
  const page = await pageOf(size);
  await page.evaluate((name) => window.stage?.show(name), scene);
  if (panel !== undefined) await open(page, panel);
  return page;
}

/** By its button, which stands behind another one where there is little room. */
async function open(page: Page, panel: string): Promise<void> {
  const bar = page.getByRole('navigation', { name: en.room.bar.label });
  const button = bar.getByRole('button', { name: new RegExp(`^${panel}`) });
  await bar.waitFor();
  if ((await button.count()) > 0) {
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    return;
  }
  await bar.getByRole('button', { name: en.room.bar.more, exact: true }).click();
  await page.getByRole('menuitem', { name: panel, exact: true }).click();
}

/** Runs in the page. What appears stands lower at first, until a frame is drawn, even where motion is reduced. */
const cameToRest = (shown: Element): Promise<unknown> =>
  Promise.all(shown.getAnimations().map(({ finished }) => finished));

/**
 * Runs in the page: lets each of these happen, and tells what became of the controls that were there before. Three at a
 * time, far from each other in the list, as what is told in one place stands together there; alone where something is
 * found.
 */
async function disturbed(what: readonly Happening[]): Promise<Record<string, readonly string[]>> {
  /** What goes by the sizes of others has come to rest. */
  const settled = async (): Promise<void> => {
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
  };
  const pressed = 'button, a[href], input, select, textarea, [role^="menuitem"], [role="textbox"]';
  const nameOf = (control: Element): string =>
    control.getAttribute('aria-label') ?? (control.closest('label') ?? control).textContent.trim();
  const boxOf = (control: Element): string => {
    const { x, y } = control.getBoundingClientRect();
    return `${Math.round(x)}, ${Math.round(y)}`;
  };
  const faultsOf = async (together: readonly Happening[]): Promise<readonly string[]> => {
    await settled();
    const before = [...document.querySelectorAll(pressed)].map((control) => ({
      control,
      name: nameOf(control),
      box: boxOf(control),
    }));
    await window.stage?.happen(...together);
    await settled();
    const names = new Set([...document.querySelectorAll(pressed)].map(nameOf));
    const faults = before.flatMap(({ control, name, box }) => {
      if (!control.isConnected) return names.has(name) ? [`${name}: made anew`] : [];
      const now = boxOf(control);
      return now === box ? [] : [`${name}: from ${box} to ${now}`];
    });
    await window.stage?.calm();
    return faults;
  };
  const found: Record<string, readonly string[]> = {};
  const groups = Math.ceil(what.length / 3);
  for (let group = 0; group < groups; group += 1) {
    const together = what.filter((_each, index) => index % groups === group);
    const faults = await faultsOf(together);
    if (faults.length > 0) found[together.join(', ')] = faults;
    for (const each of faults.length > 0 ? together : []) {
      const own = await faultsOf([each]);
      if (own.length > 0) found[each] = own;
    }
  }
  return found;
}

/**
 * Runs in the page until texts are edited: the heights that each of them has been drawn with, by what it is and by how
 * broad it was.
 */
async function heightsOfTexts(): Promise<Record<string, readonly number[]>> {
  const heights: Record<string, number[]> = {};
  const seen = new Set<Element>();
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const { width, height } = contentRect;
      const text = `${target.getAttribute('data-root')}, ${width}`;
      heights[text] = [...(heights[text] ?? []), height];
    }
  });
  for (let rested = 0; rested < 4; ) {
    await new Promise(requestAnimationFrame);
    for (const text of document.querySelectorAll('[data-writable]')) {
      if (!seen.has(text)) sizes.observe(text);
      seen.add(text);
    }
    rested = document.querySelector('[data-writable] .ProseMirror') === null ? 0 : rested + 1;
  }
  sizes.disconnect();
  return heights;
}

const all = Object.keys(happenings).filter((key): key is Happening => key in happenings);

interface Look {
  readonly scene: Scene;
  readonly panel?: string;
  /** What makes a list in it longer or shorter, or a line of it higher: the others give way. */
  readonly but?: readonly Happening[];
}

const room: Look = { scene: 'room' };
const draft: Look = { scene: 'draft', panel: en.room.agreement.title };
/** What differs with the size of the screen is seen on both. */
const looks: readonly Look[] = [
  room,
  draft,
  { scene: 'listener', but: ['allLeave'] },
  { scene: 'interpreter', but: ['allLeave'] },
  { scene: 'agreement', panel: en.room.agreement.title },
];
/** These stand beside the pictures, and on a phone are a sheet over everything. */
const panels: readonly Look[] = [
  { scene: 'room', panel: en.room.bar.chat, but: ['message'] },
  { scene: 'conduct', panel: en.room.bar.people, but: ['arrives', 'allLeave', 'waits', 'lineLost'] },
];
const board = { scene: 'board', panel: en.board.bar, but: ['arrives', 'allLeave'] } satisfies Look;

describe.each(sizes)('on a screen of $width px', (size) => {
  // Whoever is announced stands beside somebody where there is the width for it, and else on a line of their own.
  const narrowBoard: Look = { ...board, but: [...board.but, 'announced'] };
  const seen = size.width > 1_024 ? [room, draft, ...panels, board] : [...looks, ...panels, narrowBoard];
  test.each(seen.map((look) => [`${look.scene} ${look.panel ?? ''}`.trim(), look] as const))(
    '[PRESS-1] nothing is moved or made anew by what happens: %s',
    async (_name, { scene, panel, but = [] }) => {
      const page = await sceneOf(size, scene, panel);
      const what = all.filter((each) => !but.includes(each));
      const found = await page.evaluate(disturbed, what);
      expect(found).toEqual({});
    },
  );

  test('[PRESS-1] nothing is moved where an editor takes the place of words to read', async () => {
    const page = await sceneOf(size, 'agreement');
    const drawn = page.evaluate(heightsOfTexts);
    await open(page, en.room.agreement.title);
    const heights = Object.entries(await drawn);
    expect(heights).not.toEqual([]);
    expect(heights.filter(([_text, each]) => new Set(each).size !== 1)).toEqual([]);
  });

  test('[PRESS-1] a press counts whatever happens before it is let go, and however long that takes', async () => {
    const page = await sceneOf(size, 'draft', en.room.agreement.title);
    const tab = page.getByRole('radio', { name: words.draftTab });
    const box = await tab.boundingBox();
    if (box === null) throw new Error('nothing to press');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.evaluate((what) => window.stage?.happen(...what), all);
    await page.getByText(en.room.status.reconnecting).waitFor();
    await page.mouse.up();
    expect(await tab.isChecked()).toBe(true);
  });
});

describe('what a press has opened', () => {
  const menu = { name: en.board.roomMenu.replace('{{room}}', en.room.kind.plenary), exact: true };

  test('[PRESS-3] is not closed by a dialog that gives the focus back', async () => {
    const page = await sceneOf(sizes[0], 'board', en.board.bar);
    await page.getByRole('button', { name: en.board.tell.all, exact: true }).click();
    const dialog = page.getByRole('dialog');
    const cancel = await dialog.getByRole('button', { name: en.common.cancel, exact: true }).elementHandle();
    const trigger = await page.locator(`button[aria-label="${menu.name}"]`).elementHandle();
    // The next press on a slow machine: before the dialog has come to it.
    await page.evaluate(
      async ([before, next]) => {
        if (before instanceof HTMLElement) before.click();
        next?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
        for (let frames = 0; frames < 4; frames += 1) await new Promise(requestAnimationFrame);
      },
      [cancel, trigger],
    );
    expect(await dialog.count()).toBe(0);
    expect(await page.getByRole('menu').isVisible()).toBe(true);
  });

  test('[PRESS-3] has no tooltip over it where the focus comes back after a press', async () => {
    const page = await sceneOf(sizes[0], 'board', en.board.bar);
    await page.getByRole('button', menu).click();
    await page.getByRole('menuitem', { name: en.board.tell.one, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: en.common.cancel, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(
      (name) => document.activeElement?.getAttribute('aria-label') === name,
      menu.name,
    );
    expect(await page.getByRole('tooltip').count()).toBe(0);
  });
});

describe.each(sizes)('what was asked in a dialog, on a screen of $width px', (size) => {
  const closeCaucus = async (): Promise<Page> => {
    const page = await sceneOf(size, 'board', en.board.bar);
    const menu = { name: new RegExp(`^${en.board.roomMenu.split('{{')[0] ?? ''}`) };
    await page.locator('li[data-room="caucus"]').getByRole('button', menu).first().click();
    await page.getByRole('menuitem', { name: en.board.close.item, exact: true }).click();
    return page;
  };
  const dialogIn = (page: Page) => page.getByRole('dialog', { name: /^Close “/ });
  const confirmIn = (page: Page) => dialogIn(page).getByRole('button', { name: en.board.close.verb });

  test('[PRESS-4] is done when the dialog closes', async () => {
    const page = await closeCaucus();
    await confirmIn(page).click();
    await dialogIn(page).waitFor({ state: 'detached' });
    expect(await page.getByText(replyOf('connection.lost').en).count()).toBe(0);
  });

  test('[PRESS-4] is refused: the dialog stays, its buttons where they were, and the reason can be read', async () => {
    const page = await closeCaucus();
    await page.evaluate(() => window.stage?.refuse());
    await dialogIn(page).evaluate(cameToRest);
    const before = await confirmIn(page).boundingBox();
    await confirmIn(page).click();
    const reason = dialogIn(page).getByText(replyOf('connection.lost').en);
    await reason.waitFor();
    expect(await confirmIn(page).boundingBox()).toEqual(before);
    const [said, edge] = [await reason.boundingBox(), await dialogIn(page).boundingBox()];
    expect((said?.y ?? Infinity) + (said?.height ?? 0)).toBeLessThanOrEqual(edge?.y ?? 0);
    expect(said?.y).toBeGreaterThanOrEqual(0);
  });
});
