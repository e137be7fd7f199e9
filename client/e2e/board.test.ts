import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { cast, openOffice } from './support/office.ts';
import { type Part, Person, seat, tones } from './support/people.ts';
import { heard } from './support/senses.ts';
import { type RunningServer, runServer } from './support/server.ts';

/** The mediator's board, in the order of a session: each step stands on the one before. */
let server: RunningServer;
let browser: Browser;
let mediator: Person;
let li: Person;
let zhou: Person;

const everyone = (): Person[] => [mediator, li, zhou];
const all = Object.values(tones);
const words = en.board;

/** Waits until the person hears exactly these people; whom they really hear. */
const hears = ({ page }: Person, ...parts: readonly Part[]): Promise<readonly number[]> =>
  heard(
    page,
    parts.map((part) => tones[part]),
    all,
  );
const tonesOf = (...parts: readonly Part[]): number[] =>
  parts.map((part) => tones[part]).sort((a, b) => a - b);

const filled = (text: string, value: string): string => text.replace(/\{\{.*?\}\}/, value);
const applicantRoom = filled(words.arrivalOf, en.common.side.applicant);
const respondentRoom = filled(words.arrivalOf, en.common.side.respondent);

/** A room's card on the board. */
const card = (room: string): Locator => mediator.page.getByRole('listitem', { name: room, exact: true });
const chip = (room: string, name: string): Locator =>
  card(room).getByRole('button', { name: new RegExp(`^${name} `) });
const stands = (room: string, name: string): Promise<void> =>
  card(room)
    .getByRole('list', { name: filled(words.peopleIn, room) })
    .getByText(name)
    .first()
    .waitFor();
const isIn = ({ page }: Person, room: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: room, exact: true }).waitFor();
const caucusNamed = (title: string): string => `${en.room.kind.caucus} · ${title}`;
const guard = (): Locator => mediator.page.getByRole('dialog', { name: words.guard.title });

beforeAll(async () => {
  server = await runServer();
  browser = await launchBrowser();
  const office = await openOffice(server);
  const { mediator: chen, applicant, respondent } = cast;
  const links = await office.invite([chen, applicant, respondent]);
  const sit = (part: Part): Promise<Person> =>
    Person.sitDown(browser, part, links.get(cast[part].name) ?? '');
  mediator = await sit('mediator');
  li = await sit('applicant');
  zhou = await sit('respondent');
  await seat(everyone());
}, 240_000);

afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const { part, console: lines } of everyone()) process.stderr.write(`${part}: ${lines.join('\n')}\n`);
  process.stderr.write(`${server.output()}\n`);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('the board', () => {
  test('is open from the start, and shows each side in a room of its own', async () => {
    await stands(applicantRoom, cast.applicant.name);
    await stands(respondentRoom, cast.respondent.name);
    await stands(en.room.kind.plenary, cast.mediator.name);
    for (const person of everyone()) expect(await hears(person)).toEqual([]);
  });

  test('opens a private talk with a side in one press', async () => {
    await mediator.button(filled(words.talk.with, en.common.side.applicant)).click();
    const title = filled(words.titleOfSide, en.common.side.applicant);
    await isIn(mediator, caucusNamed(title));
    await isIn(li, caucusNamed(title));
    await stands(title, cast.applicant.name);
    expect(await hears(mediator, 'applicant')).toEqual(tonesOf('applicant'));
    expect(await hears(li, 'mediator')).toEqual(tonesOf('mediator'));
    expect(await hears(zhou)).toEqual([]);
  });

  test('tells every room in the same words, wherever people are', async () => {
    await mediator.button(words.tell.all).click();
    await mediator.confirm(en.common.send, 'We all meet in ten minutes.');
    for (const person of [li, zhou]) {
      const said = person.page.getByText('We all meet in ten minutes.').first();
      await said.waitFor();
      expect(await said.isVisible()).toBe(true);
    }
  });

  test('stops before opposing sides share a private room, names them, and leaves everyone where they are', async () => {
    const title = filled(words.titleOfSide, en.common.side.applicant);
    await chip(respondentRoom, cast.respondent.name).dragTo(card(title));
    const named = [
      [cast.applicant.name, en.common.side.applicant],
      [cast.respondent.name, en.common.side.respondent],
    ] as const;
    for (const [name, side] of named) {
      const both = words.guard.person.replace('{{name}}', name).replace('{{side}}', side);
      await guard().getByText(both).waitFor();
    }
    await guard().getByRole('button', { name: words.guard.apart, exact: true }).click();
    await guard().waitFor({ state: 'detached' });
    await stands(respondentRoom, cast.respondent.name);
    await isIn(zhou, `${en.room.kind.arrival}`);
    expect(await hears(zhou)).toEqual([]);
  });

  test('brings everyone together after a countdown that can be called off', async () => {
    await mediator.page.getByLabel(words.gather.countdown, { exact: true }).selectOption('60');
    await mediator.button(words.gather.open).click();
    await mediator.button(words.gather.callOff).click();
    await mediator.page.getByLabel(words.gather.countdown, { exact: true }).selectOption('10');
    await mediator.button(words.gather.open).click();
    await mediator.button(words.gather.callOff).waitFor();
    for (const person of everyone()) await isIn(person, en.room.kind.plenary);
    expect(await hears(zhou, 'mediator', 'applicant')).toEqual(tonesOf('mediator', 'applicant'));
    expect(await hears(mediator, 'applicant', 'respondent')).toEqual(tonesOf('applicant', 'respondent'));
  });

  test('is worked by keyboard alone: choose two of opposing sides, confirm them, and be with them', async () => {
    const { page } = mediator;
    for (const name of [cast.applicant.name, cast.respondent.name]) {
      await chip(en.room.kind.plenary, name).focus();
      await page.keyboard.press('Space');
    }
    await page
      .getByRole('group', { name: words.chosen.label })
      .getByRole('button', { name: words.newCaucus, exact: true })
      .focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: words.newCaucusTitle });
    await dialog.getByLabel(words.titleField, { exact: true }).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Payment');
    await page.keyboard.press('Enter');
    await guard().getByRole('button', { name: words.guard.together, exact: true }).focus();
    await page.keyboard.press('Enter');
    for (const person of everyone()) await isIn(person, caucusNamed('Payment'));
    expect(await hears(li, 'mediator', 'respondent')).toEqual(tonesOf('mediator', 'respondent'));
  });

  test('moves somebody by the menu of their chip, and by keyboard', async () => {
    const { page } = mediator;
    await card('Payment')
      .getByRole('button', { name: filled(words.chip.menu, cast.respondent.name), exact: true })
      .focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: respondentRoom, exact: true }).focus();
    await page.keyboard.press('Enter');
    await isIn(zhou, en.room.kind.arrival);
    await stands(respondentRoom, cast.respondent.name);
    expect(await hears(zhou)).toEqual([]);
    expect(await hears(li, 'mediator')).toEqual(tonesOf('mediator'));
  });

  test('announces the mediator before they are in, and lets them take it back', async () => {
    await card(respondentRoom)
      .getByRole('button', { name: filled(words.enterRoom, respondentRoom), exact: true })
      .click();
    await card(respondentRoom).getByRole('button', { name: words.coming.takeBack, exact: true }).click();
    await isIn(mediator, caucusNamed('Payment'));
    await card(respondentRoom)
      .getByRole('button', { name: filled(words.enterRoom, respondentRoom), exact: true })
      .click();
    await isIn(mediator, en.room.kind.arrival);
    expect(await hears(mediator, 'respondent')).toEqual(tonesOf('respondent'));
    expect(await hears(li)).toEqual([]);
  });
});
