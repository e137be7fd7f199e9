import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { spareCamera } from './support/seat.ts';
import { cast, type Office, openOffice } from './support/office.ts';
import { type Part, Person, seatEveryone, tones } from './support/people.ts';
import { heard, moving, seesBlue } from './support/senses.ts';
import { type RunningServer, runServer } from './support/server.ts';
import { ringsThrough, speakerNamed, speakersInUse } from './support/speakers.ts';
import { isGrid, isLedByOne, type OnStage, onStage, type Shown } from './support/stage.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

let server: RunningServer;
let browser: Browser;
let office: Office;
let people: { readonly [P in Part]: Person };

const all = Object.values(tones);
const others = (part: Part, ...silent: readonly Part[]): number[] =>
  all.filter((tone) => tone !== tones[part] && !silent.some((each) => tones[each] === tone));
const everyone = (): Person[] => Object.values(people);
const patience = { timeout: 60_000 };

/** Waits until `part` hears everyone but themselves and the silent ones; the tones it really hears. */
const hearing = (part: Part, ...silent: readonly Part[]): Promise<readonly number[]> =>
  heard(people[part].page, others(part, ...silent), all);

async function expectEveryoneHeard(): Promise<void> {
  const heardBy = await Promise.all(everyone().map(({ part }) => hearing(part)));
  expect(heardBy).toEqual(everyone().map(({ part }) => others(part)));
}

/** The applicant's devices, in the room. */
async function inDevices(act: (dialog: Locator) => Promise<unknown>): Promise<void> {
  const { applicant } = people;
  await applicant.choose(en.room.bar.more, en.room.more.devices);
  const dialog = applicant.page.getByRole('dialog');
  await act(dialog);
  await dialog.getByRole('button', { name: en.common.close, exact: true }).click();
}

/** The applicant changes over to it. */
const take = (kind: 'camera' | 'speaker', name: string): Promise<void> =>
  inDevices((dialog) => dialog.getByRole('combobox', { name: en.check[kind] }).selectOption({ label: name }));

beforeAll(async () => {
  [server, browser] = await Promise.all([runServer(), launchBrowser({ args: spareCamera.args })]);
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

  test('a shared screen arrives and has most of the stage, until it ends', async () => {
    const { applicant, mediator } = people;
    await applicant.button(en.room.bar.share).click();
    const stop = applicant.controls.getByRole('button', { name: en.room.bar.stopShare, exact: true });
    await stop.waitFor();
    expect(await moving(mediator.page, 4)).toBe(4);
    const led = await onStage(mediator);
    expect(led).toSatisfy(isLedByOne);
    expect(led.large?.name).toBe(en.room.stage.screenOf.replace('{{name}}', cast.applicant.name));
    expect(led.faces).toHaveLength(4);
    await stop.click();
    await applicant.button(en.room.bar.share).waitFor();
    await expect.poll(() => onStage(mediator), patience).toSatisfy(isGrid);
  });

  test('the speaker view shows one face large and receives it in more detail, until everyone is alike again', async () => {
    const { mediator } = people;
    let small: readonly Shown[] = [];
    /** The large face is received in more detail than the two others, whose pictures are small. */
    const hasDetail = ({ large, faces }: OnStage): boolean => {
      small = faces.filter(({ arriving, name }) => arriving > 0 && name !== large?.name);
      return small.length === 2 && small.every(({ arriving }) => arriving < (large?.arriving ?? 0));
    };
    await mediator.button(en.room.layout.speaker).click();
    await expect.poll(() => onStage(mediator), patience).toSatisfy(isLedByOne);
    await expect.poll(() => onStage(mediator), patience).toSatisfy(hasDetail);

    await mediator.button(en.room.layout.grid).click();
    await expect.poll(() => onStage(mediator), patience).toSatisfy(isGrid);
    /** All are received in the same detail, which is more than the small ones had. */
    const isAlike = ({ faces }: OnStage): boolean => {
      const [one = 0, ...others] = faces.map(({ arriving }) => arriving).filter((arriving) => arriving > 0);
      return (
        others.length === 2 &&
        others.every((arriving) => arriving === one) &&
        small.every(({ arriving }) => arriving < one)
      );
    };
    await expect.poll(() => onStage(mediator), patience).toSatisfy(isAlike);
  });

  test('another camera is what the others see from now on', async () => {
    const { page } = people.mediator;
    expect(await seesBlue(page)).toBe(false);
    await take('camera', spareCamera.name);
    await expect.poll(() => seesBlue(page), patience).toBe(true);
    await take('camera', 'fake_device_0');
    await expect.poll(() => seesBlue(page), patience).toBe(false);
    expect(await moving(page, 3)).toBe(3);
  });

  test('another speaker is what the others are heard through from now on, and the sound to try it with', async () => {
    const { page } = people.applicant;
    const name = 'Fake Audio Output 2';
    const speaker = await speakerNamed(page, name);
    expect(await speakersInUse(page)).not.toEqual([speaker]);
    await take('speaker', name);
    await expect.poll(() => speakersInUse(page), patience).toEqual([speaker]);
    expect(await hearing('applicant')).toEqual(others('applicant'));
    await inDevices(async (dialog) => {
      const sound = dialog.getByRole('button', { name: en.check.test, exact: true });
      expect(await ringsThrough(page, () => sound.click())).toBe(speaker);
    });
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
