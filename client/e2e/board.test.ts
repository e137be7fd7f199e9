import { readFile } from 'node:fs/promises';
import { catalogue } from '@parley/shared/errors';
import type { NewPerson } from '@parley/shared/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { bringBack, listenForRinging, putBehind, rang } from './support/background.ts';
import { launchBrowser } from './support/browser.ts';
import { cast, openOffice } from './support/office.ts';
import { type Part, Person, seat, tones } from './support/people.ts';
import { record, recorded } from './support/recorder.ts';
import { heard } from './support/senses.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

/** The mediator's board, in the order of a session: each step stands on the one before. */
let server: Server;
let browser: Browser;
let mediator: Person;
let li: Person;
let zhou: Person;
const deputy: NewPerson = { role: 'co-mediator', name: 'Sun', languages: ['zh'] };
let deputyLink: string;

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
async function centre(of: Locator): Promise<readonly [number, number]> {
  await of.scrollIntoViewIfNeeded();
  const box = await of.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  return [box.x + box.width / 2, box.y + box.height / 2];
}
/** As a hand does it: pressed, carried over some way, let go. */
async function drag(what: Locator, to: Locator): Promise<void> {
  const { mouse } = mediator.page;
  await to.scrollIntoViewIfNeeded();
  await mouse.move(...(await centre(what)));
  await mouse.down();
  await mouse.move(...(await centre(to)), { steps: 12 });
  await mouse.up();
}
/** The same, to where a new private talk is made: that is shown only while somebody is carried. */
async function dragToNew(what: Locator): Promise<void> {
  const { mouse } = mediator.page;
  const [x, y] = await centre(what);
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x, y + 20, { steps: 4 });
  const to = mediator.page.getByRole('listitem').filter({ hasText: words.newCaucus });
  await mouse.move(...(await centre(to)), { steps: 12 });
  await mouse.up();
}
/** What waits for the mediator, on the board. */
const needs = (): Locator =>
  mediator.page.getByRole('region', { name: new RegExp(`^${en.room.needs.title}`) });
const isIn = ({ page }: Person, room: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: room, exact: true }).waitFor();
const caucusNamed = (title: string): string => `${en.room.kind.caucus} · ${title}`;
const inTalkOfApplicant = caucusNamed(filled(words.titleOfSide, en.common.side.applicant));
/** What opens takes the keyboard by itself; a test that was faster would lose it again. */
const hasKeyboard = (opened: Locator): Promise<void> =>
  opened.and(mediator.page.locator(':focus-within')).waitFor();
const missing = (): Locator => mediator.page.getByRole('dialog', { name: words.missing.title });
const guard = (): Locator => mediator.page.getByRole('dialog', { name: words.guard.title });

beforeAll(async () => {
  server = sharedServer();
  browser = await launchBrowser();
  const office = await openOffice(server);
  const { mediator: chen, applicant, respondent } = cast;
  const links = await office.invite([chen, applicant, respondent, deputy]);
  deputyLink = links.get(deputy.name) ?? '';
  const sit = (part: Part): Promise<Person> =>
    // One of them is listened to where the sound is played.
    Person.sitDown(browser, part, links.get(cast[part].name) ?? '', { programs: part === 'respondent' });
  mediator = await sit('mediator');
  li = await sit('applicant');
  zhou = await sit('respondent');
  await seat(everyone(), { cameras: false });
}, 240_000);

tellOfFailures(everyone, () => server);

afterAll(async () => {
  await browser.close();
});

describe('the board', () => {
  test('is open from the start, and shows each side in a room of its own', async () => {
    await stands(applicantRoom, cast.applicant.name);
    await stands(respondentRoom, cast.respondent.name);
    await stands(en.room.kind.plenary, cast.mediator.name);
    expect(await Promise.all(everyone().map((person) => hears(person)))).toEqual([[], [], []]);
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

  test('[INT-33] [INT-34] brings nobody together who would not understand each other before that is confirmed', async () => {
    await mediator.button(words.gather.open).click();
    for (const { name } of [cast.applicant, cast.respondent]) {
      await missing()
        .getByRole('list', { name: words.missing.people })
        .getByText(name, { exact: true })
        .waitFor();
    }
    await missing().getByText(words.missing.none).waitFor();
    await missing().getByRole('button', { name: words.missing.wait, exact: true }).click();
    await missing().waitFor({ state: 'detached' });
    expect(await mediator.button(words.gather.callOff).count()).toBe(0);
  });

  test('makes a caucus in two presses, and stops between them and opposing sides', async () => {
    const { page } = mediator;
    const presses = await counted(page);
    await mediator.button(words.newCaucus).click();
    await page
      .getByRole('menuitem', { name: words.offers.parties })
      .filter({ hasText: cast.applicant.name })
      .filter({ hasText: cast.respondent.name })
      .click();
    for (const { name } of [cast.applicant, cast.respondent]) await guard().getByText(name).first().waitFor();
    expect(await presses()).toBe(2);
    await guard().getByRole('button', { name: words.guard.apart, exact: true }).click();
    await guard().waitFor({ state: 'detached' });
    await stands(respondentRoom, cast.respondent.name);
    const before = await presses();
    await chip(respondentRoom, cast.respondent.name).click();
    await page
      .getByRole('group', { name: words.chosen.label })
      .getByRole('button', { name: words.make, exact: true })
      .click();
    const title = caucusNamed(filled(words.titleOfSide, en.common.side.respondent));
    for (const person of [mediator, zhou]) await isIn(person, title);
    expect((await presses()) - before).toBe(2);
    expect(await hears(zhou, 'mediator')).toEqual(tonesOf('mediator'));
    expect(await hears(li)).toEqual([]);
  });

  test('brings everyone together after a countdown that can be called off', async () => {
    const gather = async (seconds: string): Promise<void> => {
      await mediator.page.getByLabel(words.gather.countdown, { exact: true }).selectOption(seconds);
      await mediator.button(words.gather.open).click();
      await missing().getByRole('button', { name: words.missing.start, exact: true }).click();
    };
    await gather('60');
    await mediator.button(words.gather.callOff).click();
    await gather('10');
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
      .getByRole('button', { name: words.chosen.details, exact: true })
      .focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: words.newCaucusTitle });
    await hasKeyboard(dialog);
    await dialog.getByLabel(words.titleField, { exact: true }).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Payment');
    await page.keyboard.press('Enter');
    await hasKeyboard(guard());
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
    await hasKeyboard(page.getByRole('menu'));
    await page.getByRole('menuitem', { name: respondentRoom, exact: true }).focus();
    await page.keyboard.press('Enter');
    await isIn(zhou, en.room.kind.arrival);
    await stands(respondentRoom, cast.respondent.name);
    expect(await hears(zhou)).toEqual([]);
    expect(await hears(li, 'mediator')).toEqual(tonesOf('mediator'));
  });

  test('moves whoever is dragged with the pointer, and nobody across sides before that is confirmed', async () => {
    const { name } = cast.applicant;
    await drag(chip('Payment', name), card(applicantRoom));
    await isIn(li, en.room.kind.arrival);
    await stands(applicantRoom, name);
    expect(await hears(li)).toEqual([]);
    await drag(chip(applicantRoom, name), card('Payment'));
    await isIn(li, caucusNamed('Payment'));
    expect(await hears(li, 'mediator')).toEqual(tonesOf('mediator'));
    await drag(chip(respondentRoom, cast.respondent.name), card('Payment'));
    await guard().getByRole('button', { name: words.guard.apart, exact: true }).click();
    await guard().waitFor({ state: 'detached' });
    await stands(respondentRoom, cast.respondent.name);
    expect(await hears(zhou)).toEqual([]);
  });

  test('makes a private talk of whoever is dropped where a new one is to be, and moves nobody before that is pressed', async () => {
    const { name } = cast.respondent;
    await dragToNew(chip(respondentRoom, name));
    const dialog = mediator.page.getByRole('dialog', { name: words.newCaucusTitle });
    await dialog.getByRole('checkbox', { name: new RegExp(name), checked: true }).waitFor();
    await isIn(zhou, en.room.kind.arrival);
    await dialog.getByRole('checkbox', { name: new RegExp(cast.mediator.name) }).uncheck();
    await dialog.getByLabel(words.titleField, { exact: true }).fill('By themselves');
    await dialog.getByRole('button', { name: words.make, exact: true }).click();
    await isIn(zhou, caucusNamed('By themselves'));
    expect(await hears(zhou)).toEqual([]);
    await drag(chip('By themselves', name), card(respondentRoom));
    await isIn(zhou, en.room.kind.arrival);
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

describe('private rooms', () => {
  const talk = filled(words.titleOfSide, en.common.side.applicant);
  const inTalk = inTalkOfApplicant;
  const name = 'Our last offer.pdf';
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3_000_000, 'x')]);
  const moveTo = async (from: string, who: string, to: string): Promise<void> => {
    await mediator.openPanel(words.bar);
    await card(from)
      .getByRole('button', { name: filled(words.chip.menu, who), exact: true })
      .click();
    await mediator.page.getByRole('menuitem', { name: to, exact: true }).click();
  };
  const attach = (file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> =>
    li.page.locator('input[type=file]').setInputFiles(file);

  test('come when they are asked for, by one press of the mediator', async () => {
    // The one from before is still there: this one is to have its name.
    await mediator.choose(filled(words.roomMenu, talk), words.close.item);
    await mediator.confirm(words.close.verb);
    await card(talk).waitFor({ state: 'detached' });
    await moveTo('Payment', cast.applicant.name, applicantRoom);
    await isIn(li, en.room.kind.arrival);
    await li.button(en.caucus.wish.caucus.ask).click();
    await li.confirm(en.caucus.wish.caucus.verb, 'About the price.');
    await needs().getByText('About the price.').waitFor();
    await needs()
      .getByRole('button', { name: filled(words.needs.talkSide, en.common.side.applicant) })
      .click();
    for (const person of [mediator, li]) await isIn(person, inTalk);
    expect(await needs().getByText('About the price.').count()).toBe(0);
  });

  test('show a file to those inside, refuse a kind that is not listed, and give others nothing', async () => {
    await li.openPanel(en.room.bar.chat);
    await attach({ name, mimeType: 'application/pdf', buffer: bytes });
    await mediator.openPanel(en.room.bar.chat);
    const fetched = mediator.page.waitForEvent('download');
    await mediator.button(filled(en.files.downloadOf, name)).click();
    expect((await readFile(await (await fetched).path())).equals(bytes)).toBe(true);
    await attach({ name: 'offer.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
    await li.page.getByText(catalogue['file.bad-type'].en).waitFor();
    await zhou.openPanel(en.room.bar.chat);
    expect(await zhou.page.getByText(name).count()).toBe(0);
  });

  test('keep what was noted in them to the last letter, and take everything along off the screen', async () => {
    const note = 'Not below 80,000.';
    await li.choose(en.room.bar.more, en.files.notes.item);
    await li.page.getByLabel(en.files.notes.field, { exact: true }).pressSequentially(note);
    await moveTo(talk, cast.applicant.name, applicantRoom);
    await isIn(li, en.room.kind.arrival);
    expect(await li.page.getByLabel(en.files.notes.field, { exact: true }).inputValue()).toBe('');
    await li.openPanel(en.room.bar.chat);
    for (const words of [note, name]) expect(await li.page.getByText(words).count()).toBe(0);
    await moveTo(applicantRoom, cast.applicant.name, talk);
    await isIn(li, inTalk);
    await li.page.getByText(name).first().waitFor();
    await li.choose(en.room.bar.more, en.files.notes.item);
    expect(await li.page.getByLabel(en.files.notes.field, { exact: true }).inputValue()).toBe(note);
  });

  test('name the mediator who was called in on the screen before the first sound of them', async () => {
    const { page } = zhou;
    await zhou.button(en.caucus.wish.mediator.ask).click();
    await zhou.confirm(en.caucus.wish.mediator.verb);
    await record(page, [tones.mediator]);
    const coming = en.caucus.entry.coming.split('{{name}}')[1]?.split('{{role}}').at(-1) ?? '';
    const named = page.evaluate(whenShown, [cast.mediator.name, coming]);
    await mediator.openPanel(words.bar);
    await needs().getByRole('button', { name: words.needs.come, exact: true }).click();
    await isIn(mediator, en.room.kind.arrival);
    expect(await hears(zhou, 'mediator')).toEqual(tonesOf('mediator'));
    const first = (await recorded(page)).find(({ tones: each }) => each.length > 0);
    expect((first?.at ?? 0) - (await named)).toBeGreaterThan(2_000);
    expect(await hears(li)).toEqual([]);
  });

  test('[ENT-12] ring before the first sound of a mediator on a page that nobody looks at', async () => {
    const { page } = zhou;
    const enter = (room: string): Promise<void> =>
      card(room)
        .getByRole('button', { name: filled(words.enterRoom, room), exact: true })
        .click();
    await enter(en.room.kind.plenary);
    await isIn(mediator, en.room.kind.plenary);
    expect(await hears(zhou)).toEqual([]);
    await record(page, [tones.mediator]);
    await listenForRinging(page);
    await putBehind(page);
    await enter(respondentRoom);
    const rung = await rang(page);
    await page.getByRole('alert').getByText(cast.mediator.name).waitFor({ state: 'attached' });
    await isIn(mediator, en.room.kind.arrival);
    expect(await hears(zhou, 'mediator')).toEqual(tonesOf('mediator'));
    const first = (await recorded(page)).find(({ tones: each }) => each.length > 0);
    expect((first?.at ?? 0) - rung).toBeGreaterThan(1_500);
    await bringBack(page);
    await page.getByRole('status').getByText(cast.mediator.name).first().waitFor();
  });
});

describe('the session', () => {
  const lock = async (on: boolean): Promise<void> => {
    await mediator.choose(en.room.bar.more, words.rules.item);
    await mediator.page.getByRole('dialog').getByLabel(words.rules.lockOn, { exact: true }).click();
    await mediator.page.keyboard.press('Escape');
    await mediator.page.getByText(words.locked).waitFor({ state: on ? 'visible' : 'detached' });
  };

  test('takes nobody new while it is locked, and hears from the lobby who needs help', async () => {
    await lock(true);
    await zhou.leave();
    await zhou.button(en.guest.left.back).click();
    await zhou.sees(en.caucus.locked.title);
    await lock(false);
    await zhou.button(en.caucus.locked.again).click();
    await zhou.button(en.guest.lobby.signal.help).click();
    await needs().getByText(en.room.needs.signal.help).waitFor();
    await needs().getByRole('button', { name: en.room.needs.admit, exact: true }).click();
    await zhou.inRoom();
    expect(await needs().getByText(en.room.needs.signal.help).count()).toBe(0);
  });

  test('goes on under a co-mediator when the mediator drops out', async () => {
    const sun = await Person.sitDown(browser, 'mediator', deputyLink);
    await sun.arrive({ cameras: false });
    await sun.inRoom();
    await sun.openPanel(words.bar);
    await mediator.context.close();
    await sun.button(words.lead.take).click();
    await sun.sees(words.lead.mine);
    await isIn(li, inTalkOfApplicant);
    await sun.button(en.room.bar.more).click();
    expect(await sun.page.getByRole('menuitem', { name: words.rules.item, exact: true }).count()).toBe(1);
  });
});

declare global {
  interface Window {
    pressed?: () => void;
  }
}

/** From now on, how many times something was pressed on the page, by hand or by keyboard. */
async function counted(page: Page): Promise<() => Promise<number>> {
  const pressed: number[] = [];
  await page.exposeFunction('pressed', () => void pressed.push(Date.now()));
  await page.evaluate(() => {
    addEventListener('click', () => window.pressed?.(), { capture: true });
  });
  return async () => {
    // What was called before has come by then.
    await page.evaluate(() => undefined);
    return pressed.length;
  };
}

/** Runs in the page: when these words stood on it together for the first time, milliseconds since 1970. */
function whenShown(words: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const banner = [...document.querySelectorAll('[role=alert]')].some((each) =>
        words.every((word) => each.textContent.includes(word)),
      );
      if (banner) resolve(Date.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}
