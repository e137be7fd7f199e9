import { expect, test } from 'vitest';
import { claimDevice, type Tab } from './tab.ts';

/** One browser: locks are shared by all its tabs, each tab has a store of its own. */
class FakeBrowser {
  readonly held = new Set<string>();

  tab(stored: string | null = null): Tab & { stored: string | null; close: () => void } {
    const mine: string[] = [];
    const tab = {
      stored,
      read: () => tab.stored,
      write: (id: string) => {
        tab.stored = id;
      },
      hold: (name: string) => {
        if (this.held.has(name)) return Promise.resolve(false);
        this.held.add(name);
        mine.push(name);
        return Promise.resolve(true);
      },
      pause: () => Promise.resolve(),
      close: () => {
        for (const name of mine) this.held.delete(name);
      },
    };
    return tab;
  }
}

test('a tab keeps its id across a reload', async () => {
  const browser = new FakeBrowser();
  const tab = browser.tab();
  const id = await claimDevice(tab);
  tab.close();
  expect(await claimDevice(browser.tab(tab.stored))).toBe(id);
});

test('a reload whose predecessor has not let go yet waits for it', async () => {
  const browser = new FakeBrowser();
  const before = browser.tab();
  const id = await claimDevice(before);
  const after = browser.tab(before.stored);
  after.pause = () => {
    before.close();
    return Promise.resolve();
  };
  expect(await claimDevice(after)).toBe(id);
});

test('a duplicated tab, which copies the store, becomes a device of its own', async () => {
  const browser = new FakeBrowser();
  const original = browser.tab();
  const id = await claimDevice(original);
  const copy = browser.tab(original.stored);
  const other = await claimDevice(copy);
  expect(other).not.toBe(id);
  expect(copy.stored).toBe(other);
});

test('what is stored and is no id is replaced', async () => {
  const browser = new FakeBrowser();
  expect(await claimDevice(browser.tab('<script>'))).toMatch(/^[0-9a-f]{32}$/);
});
