import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { Booths, press, pressFor, voices } from './support/booths.ts';
import { launchBrowser } from './support/browser.ts';
import { nextStretch, playing, reachWindows, recorded, STRETCH, WINDOW_MS } from './support/recorder.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';

/** What a machine that does all of this at once may add; windows at both ends count whole. */
const OVERLAP_MS = 500;
const GAP_MS = 1_500;

let server: Server;
let browser: Browser;
let booths: Booths;
beforeAll(async () => {
  server = sharedServer();
  browser = await launchBrowser();
  booths = await Booths.open(server, browser);
}, 120_000);
afterAll(async () => {
  booths.conductor.close();
  await browser.close();
});

const { Li, Zhou, Xu, Lu } = voices;
/** Presses where a voice goes, until it goes there. */
const directs = (button: Locator, name: keyof typeof voices): Promise<number> =>
  pressFor(() => press(button), button.and(booths.page(name).locator('[aria-pressed="true"]')));
async function keyed(press: () => Promise<void>): Promise<number> {
  const at = Date.now();
  await press();
  return at;
}
const windowsOf = async (name: keyof typeof voices) => recorded(booths.page(name));

test('[INT-19] at the «now» of who takes over, a listener hears the one voice and then the other', async () => {
  await directs(booths.into('Xu', 'English'), 'Xu');
  await directs(booths.booth('Lu'), 'Lu');
  await pressFor(() => press(booths.listen('Zhou', 'English')), booths.listen('Zhou', 'English'), 'hidden');
  expect(await playing(booths.page('Zhou'), [Li, Xu])).toEqual([Li, Xu]);
  expect(await playing(booths.page('Li'), [Zhou])).toEqual([Zhou]);
  const [begun, aside] = [(await windowsOf('Zhou')).length, (await windowsOf('Li')).length];

  await pressFor(() => press(booths.offer('Xu', 'Lu')), booths.takeOver('Lu'));
  const pressed = await pressFor(() => press(booths.takeOver('Lu')), booths.takeOver('Lu'), 'hidden');
  expect(await playing(booths.page('Zhou'), [Li, Lu])).toEqual([Li, Lu]);
  await reachWindows(booths.page('Zhou'), begun + 2 * STRETCH);

  const heard = (await windowsOf('Zhou')).slice(begun);
  const [old, now] = [Xu, Lu].map((voice) => heard.filter(({ tones }) => tones.includes(voice)));
  const lastOld = Math.max(...(old ?? []).map(({ at }) => at));
  const firstNew = Math.min(...(now ?? []).map(({ at }) => at));
  expect(firstNew).toBeGreaterThanOrEqual(pressed);
  const both = heard.filter(({ tones }) => tones.includes(Xu) && tones.includes(Lu)).length;
  expect(both * WINDOW_MS).toBeLessThan(OVERLAP_MS);
  expect(firstNew - lastOld).toBeLessThan(GAP_MS);
  expect(heard.filter(({ at, tones }) => at > lastOld && tones.includes(Xu))).toEqual([]);
  expect(
    (await windowsOf('Li')).slice(aside).filter(({ tones }) => tones.includes(Xu) || tones.includes(Lu)),
  ).toEqual([]);
});

test('[INT-8] [INT-19] in a caucus it is the same, and in the caucus beside it nobody hears either', async () => {
  await booths.apart('Apart', 'Li');
  await booths.apart('Apart', 'Zhou', 'Xu', 'Lu');
  expect(await playing(booths.page('Zhou'), [Lu])).toEqual([Lu]);
  expect(await playing(booths.page('Li'), [])).toEqual([]);
  const [begun, aside] = [(await windowsOf('Zhou')).length, (await windowsOf('Li')).length];

  // By the keyboard alone, as at any «now» on which two have agreed.
  await pressFor(() => keyed(() => booths.offer('Lu', 'Xu').press('Enter')), booths.takeOver('Xu'));
  const now = (): Promise<void> => booths.page('Xu').keyboard.press('Control+Alt+KeyN');
  await pressFor(() => keyed(now), booths.takeOver('Xu'), 'hidden');
  expect(await playing(booths.page('Zhou'), [Xu])).toEqual([Xu]);
  await nextStretch(booths.page('Zhou'));

  const heard = (await windowsOf('Zhou')).slice(begun);
  const both = heard.filter(({ tones }) => tones.includes(Xu) && tones.includes(Lu)).length;
  expect(both * WINDOW_MS).toBeLessThan(OVERLAP_MS);
  expect(heard.slice(-STRETCH).filter(({ tones }) => tones.includes(Lu))).toEqual([]);
  expect((await windowsOf('Li')).slice(aside).filter(({ tones }) => tones.length > 0)).toEqual([]);
});

test('[TERM-2] [TERM-3] an interpreter keeps a term, suggests it, and a partner reads it once it is the case’s', async () => {
  const { room } = en.glossary;
  const [xu, lu] = [booths.page('Xu'), booths.page('Lu')];
  const terms = (page: typeof xu) => page.getByRole('button', { name: room.short, exact: true });
  await press(terms(xu));
  await press(xu.getByRole('button', { name: room.keep }));
  await xu.getByLabel('English', { exact: true }).fill('retention money');
  await xu.getByRole('button', { name: room.save, exact: true }).click();
  await xu.getByText(en.glossary.own, { exact: true }).waitFor();
  await press(terms(lu));
  await lu.getByText(en.glossary.none, { exact: true }).waitFor();
  await press(xu.getByRole('button', { name: room.suggest, exact: true }));
  await xu.getByRole('dialog').getByRole('button', { name: room.suggest, exact: true }).click();
  await xu.getByText(en.glossary.suggested, { exact: true }).waitFor();
  const { terms: known } = await booths.conductor.ask('glossary.read', {});
  expect(known).toMatchObject([{ texts: { en: 'retention money' }, standing: 'suggested', by: 'Xu' }]);
  await booths.conductor.ask('term.put', { term: known[0]?.id ?? '', to: 'case' });
  await press(terms(lu));
  await press(terms(lu));
  await lu.getByText('retention money', { exact: true }).waitFor();
  for (const name of ['Li', 'Zhou'] as const) expect(await terms(booths.page(name)).count()).toBe(0);
});

test('[BOOTH-2] [BOOTH-4] partners write to each other, and on nobody else’s page is a word of it', async () => {
  const words = en.interpretation.partners;
  const [xu, lu] = [booths.page('Xu'), booths.page('Lu')];
  await press(xu.getByRole('button', { name: new RegExp(`^${words.title}`) }));
  const field = xu.getByLabel(words.field, { exact: true });
  await field.fill('retention money, please');
  await field.press('Enter');
  const button = lu.getByRole('button', { name: new RegExp(`^${words.title}`) });
  await button.getByText('1', { exact: true }).waitFor();
  await press(button);
  await lu.getByRole('log').getByText('retention money, please').waitFor();
  for (const name of ['Li', 'Zhou'] as const) {
    expect(await booths.page(name).getByText('retention money').count()).toBe(0);
    expect(await booths.page(name).getByRole('button', { name: words.title }).count()).toBe(0);
  }
});
