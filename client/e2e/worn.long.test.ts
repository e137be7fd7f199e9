import type { RoomId } from '@parley/shared/ids';
import type { NewPerson } from '@parley/shared/protocol';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { Company } from './support/company.ts';
import { endure } from './support/enduring.ts';
import { pressUntil, unmute } from './support/people.ts';
import { playing, record } from './support/recorder.ts';
import { retune } from './support/seat.ts';
import { moving } from './support/senses.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';
import { mediaWires, rememberWires } from './support/wires.ts';

const cast = {
  Chen: { role: 'mediator', name: 'Chen', languages: ['zh'] },
  Li: { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
  Wu: { role: 'counsel', side: 0, name: 'Wu', languages: ['zh'] },
} as const satisfies Record<string, NewPerson>;
type Name = keyof typeof cast;
const names = Object.keys(cast) as Name[];
const toneOf = (name: Name): number => 500 + 400 * names.indexOf(name);
const tones = names.map(toneOf);

let server: Server;
let browser: Browser;
let company: Company<Name>;

beforeAll(async () => {
  server = sharedServer();
  browser = await launchBrowser();
  company = await Company.gather(server, browser, { cast, toneOf, tones, cameras: false });
}, 120_000);

tellOfFailures(
  () => company.people,
  () => server,
);

afterAll(async () => {
  company.conductor.close();
  await browser.close();
});

const button = (name: Name, words: string): Locator =>
  company.page(name).getByRole('button', { name: words, exact: true });

const hears = async (name: Name, ...mates: Name[]): Promise<void> =>
  expect(await playing(company.page(name), mates.map(toneOf))).toEqual(mates.map(toneOf));

test('[MEDIA-10] whose connections are made anew on the way is heard and hears, and no others do, muted or not as before, with the screen that is shared there', async () => {
  const page = company.page('Li');
  await endure(page.context(), 2);
  await rememberWires(page.context());
  await page.reload();
  await record(page, tones);
  await retune(page, toneOf('Li'));

  /** The numbers of the connections that Li's page sends and receives by. */
  const connections = async (): Promise<number[]> => (await mediaWires(page)).map(({ made }) => made);
  const expectAnew = async (before: readonly number[]): Promise<void> => {
    const now = await connections();
    expect(now).toHaveLength(2);
    expect(Math.min(...now)).toBeGreaterThan(Math.max(...before));
  };
  const goes = async (to: RoomId): Promise<void> => {
    await company.conductor.move(company.idsOf('Li'), to);
    await company.conductor.settled(company.idsOf('Li'), to);
  };

  const room = await company.apart('Worn', 'Chen', 'Li', 'Wu');
  await company.page('Chen').evaluate(withoutSound);
  await button('Chen', en.room.bar.share).click();
  expect(await moving(page, 1)).toBe(1);
  let before = await connections();
  await company.apart('Alone', 'Li');
  await Promise.all([hears('Li'), hears('Wu', 'Chen')]);
  await goes(room);
  await Promise.all([hears('Li', 'Chen', 'Wu'), hears('Wu', 'Chen', 'Li'), hears('Chen', 'Li', 'Wu')]);
  await expectAnew(before);
  expect(await moving(page, 1)).toBe(1);

  before = await connections();
  await pressUntil(button('Li', en.room.bar.mute), button('Li', en.room.bar.unmute));
  await company.apart('Muted', 'Li', 'Wu');
  await Promise.all([hears('Li', 'Wu'), hears('Wu')]);
  await expectAnew(before);
  await unmute(page);
  await hears('Wu', 'Li');
});

/** Runs in the page: of a screen that is shared nothing is heard but who shares it. */
function withoutSound(): void {
  const { mediaDevices } = navigator;
  const original = mediaDevices.getDisplayMedia.bind(mediaDevices);
  mediaDevices.getDisplayMedia = (options) => original({ ...options, audio: false });
}
