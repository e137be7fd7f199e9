import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';
import { type Part, Person, seatEveryone, tones } from './support/people.ts';
import { heard, moving } from './support/senses.ts';
import { type RunningServer, runServer } from './support/server.ts';
import { ringsThrough } from './support/speakers.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

let server: RunningServer;
let browser: Browser;
let office: Office;
let people: { readonly [P in Part]: Person };

const all = Object.values(tones);
const others = (part: Part, ...silent: readonly Part[]): number[] =>
  all.filter((tone) => tone !== tones[part] && !silent.some((each) => tones[each] === tone));
const everyone = (): Person[] => Object.values(people);

/** Waits until `part` hears everyone but themselves and the silent ones; the tones it really hears. */
const hearing = (part: Part, ...silent: readonly Part[]): Promise<readonly number[]> =>
  heard(people[part].page, others(part, ...silent), all);

async function expectEveryoneHeard(): Promise<void> {
  const heardBy = await Promise.all(everyone().map(({ part }) => hearing(part)));
  expect(heardBy).toEqual(everyone().map(({ part }) => others(part)));
}

beforeAll(async () => {
  [server, browser] = await Promise.all([runServer(), launchBrowser()]);
  office = await openOffice(server);
  people = await seatEveryone(browser, office);
}, 240_000);

tellOfFailures(everyone, () => server);

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('four people in a joint session', () => {
  test('each hears exactly the other three', async () => {
    expect(await hearing('mediator')).toEqual(others('mediator'));
    await expectEveryoneHeard();
  });

  test('each sees the other three move', async () => {
    const seen = await Promise.all(everyone().map(({ page }) => moving(page, 3)));
    expect(seen).toEqual([3, 3, 3, 3]);
    // From here on it is about voices and words, and pictures take the most of what the one machine has.
    for (const person of everyone()) await person.button(en.room.bar.cameraOff).click();
  });

  test("the mediator's mute silences at every listener, and the person can speak again", async () => {
    const { mediator, applicant } = people;
    await mediator.act('applicant', en.room.people.mute);
    await applicant.button(en.room.bar.unmute).waitFor();
    expect(await hearing('respondent', 'applicant')).toEqual(others('respondent', 'applicant'));
    await applicant.unmute();
    expect(await hearing('respondent')).toEqual(others('respondent'));
  });

  test('what is written is read by everyone, and by whoever comes back later', async () => {
    const { applicant, respondent } = people;
    await applicant.say('我们愿意分期付款。');
    for (const person of everyone()) expect(await person.reads('我们愿意分期付款。')).toBe(true);
    await respondent.page.reload();
    await respondent.inRoom();
    expect(await respondent.reads('我们愿意分期付款。')).toBe(true);
  });

  test('a dropped network comes back by itself, with sound', async () => {
    const { respondent } = people;
    await respondent.context.setOffline(true);
    await respondent.page.getByText(en.room.status.reconnecting).waitFor();
    await respondent.context.setOffline(false);
    await respondent.page.getByText(en.room.status.reconnecting).waitFor({ state: 'detached' });
    expect(await hearing('mediator')).toEqual(others('mediator'));
    expect(await hearing('respondent')).toEqual(others('respondent'));
  });

  test('a killed server comes back, and everyone is in the room again with sound, without a press', async () => {
    await server.kill();
    await server.start();
    await expectEveryoneHeard();
    await people.interpreter.say('回来了');
    for (const person of everyone()) expect(await person.reads('回来了')).toBe(true);
  });

  test('a link opened on a second device tries its sound, moves the person there and says so on the first', async () => {
    const { interpreter } = people;
    const second = await Person.sitDown(browser, 'interpreter', interpreter.link);
    await second.openLink();
    const sound = second.button(en.check.test);
    await sound.waitFor();
    expect(await ringsThrough(second.page, () => sound.click())).toBe('');
    await second.getReady();
    await second.inRoom();
    await interpreter.page.getByText(en.guest.superseded.title).waitFor();
    expect(await hearing('mediator', 'interpreter')).toEqual(others('mediator', 'interpreter'));
    expect(await interpreter.button(en.guest.superseded.here).isVisible()).toBe(true);
    await second.context.close();
  });
});
