import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { cast, openOffice } from './support/office.ts';
import { openJoint, Person, seat, tonesOf } from './support/people.ts';
import { spareCamera } from './support/seat.ts';
import { moving, seesBlue } from './support/senses.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { ringsThrough, speakerNamed, speakersInUse } from './support/speakers.ts';
import { isGrid, isLedByOne, type OnStage, onStage, type Shown } from './support/stage.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

/** Three, for a fourth would take as long again of the one machine that makes and plays all their pictures. */
const parts = ['mediator', 'applicant', 'interpreter'] as const;

let server: Server;
let browser: Browser;
let people: { readonly [P in (typeof parts)[number]]: Person };

const patience = { timeout: 60_000 };

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
  server = sharedServer();
  browser = await launchBrowser({ args: spareCamera.args });
  const office = await openOffice(server);
  const links = await office.invite(parts.map((part) => cast[part]));
  const [mediator, applicant, interpreter] = await Promise.all([
    sit('mediator'),
    sit('applicant'),
    sit('interpreter'),
  ]);
  people = { mediator, applicant, interpreter };
  await seat(Object.values(people));
  await openJoint(mediator, Object.values(people));

  function sit(part: (typeof parts)[number]): Promise<Person> {
    return Person.sitDown(browser, part, links.get(cast[part].name) ?? '');
  }
}, 240_000);

tellOfFailures(
  () => Object.values(people),
  () => server,
);

afterAll(() => browser.close());

describe('what one sees of three people, and through which devices', () => {
  test('a shared screen arrives and has most of the stage, until it ends', async () => {
    const { applicant, mediator } = people;
    await applicant.button(en.room.bar.share).click();
    const stop = applicant.controls.getByRole('button', { name: en.room.bar.stopShare, exact: true });
    await stop.waitFor();
    expect(await moving(mediator.page, 3)).toBe(3);
    const led = await onStage(mediator);
    expect(led).toSatisfy(isLedByOne);
    expect(led.large?.name).toBe(en.room.stage.screenOf.replace('{{name}}', cast.applicant.name));
    expect(led.faces).toHaveLength(3);
    await stop.click();
    await applicant.button(en.room.bar.share).waitFor();
    await expect.poll(() => onStage(mediator), patience).toSatisfy(isGrid);
  });

  test('the speaker view shows one face large and receives it in more detail, until everyone is alike again', async () => {
    const { mediator } = people;
    let small: readonly Shown[] = [];
    /** The large face is received in more detail than the other, whose picture is small. */
    const hasDetail = ({ large, faces }: OnStage): boolean => {
      small = faces.filter(({ arriving, name }) => arriving > 0 && name !== large?.name);
      return small.length === 1 && small.every(({ arriving }) => arriving < (large?.arriving ?? 0));
    };
    await mediator.button(en.room.layout.speaker).click();
    await expect.poll(() => onStage(mediator), patience).toSatisfy(isLedByOne);
    await expect.poll(() => onStage(mediator), patience).toSatisfy(hasDetail);

    await mediator.button(en.room.layout.grid).click();
    await expect.poll(() => onStage(mediator), patience).toSatisfy(isGrid);
    /** Both are received in the same detail, which is more than the small one had. */
    const isAlike = ({ faces }: OnStage): boolean => {
      const [one = 0, ...others] = faces.map(({ arriving }) => arriving).filter((arriving) => arriving > 0);
      return (
        others.length === 1 &&
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
    expect(await moving(page, 2)).toBe(2);
  });

  test('another speaker is what the others are heard through from now on, and the sound to try it with', async () => {
    const { page } = people.applicant;
    const name = 'Fake Audio Output 2';
    const speaker = await speakerNamed(page, name);
    expect(await speakersInUse(page)).not.toEqual([speaker]);
    await take('speaker', name);
    await expect.poll(() => speakersInUse(page), patience).toEqual([speaker]);
    expect(await people.applicant.hears('mediator', 'interpreter')).toEqual(
      tonesOf('mediator', 'interpreter'),
    );
    await inDevices(async (dialog) => {
      const sound = dialog.getByRole('button', { name: en.check.test, exact: true });
      expect(await ringsThrough(page, () => sound.click())).toBe(speaker);
    });
  });
});
