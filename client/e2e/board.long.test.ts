import { readFile } from 'node:fs/promises';
import { catalogue } from '@parley/shared/errors';
import type { NewPerson } from '@parley/shared/protocol';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { bringBack, listenForRinging, putBehind, rang } from './support/background.ts';
import { arrivalOf, Board, caucusNamed, talkOf } from './support/board.ts';
import { launchBrowser } from './support/browser.ts';
import { countPresses, whenAnnounced } from './support/noting.ts';
import { cast, openOffice } from './support/office.ts';
import { type Part, Person, seat, tones, tonesOf } from './support/people.ts';
import { record, recorded } from './support/recorder.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';
import { filledWith } from './support/words.ts';

/** The mediator's board, in the order of a session: each step stands on the one before. */
let server: Server;
let browser: Browser;
let mediator: Person;
let board: Board;
let li: Person;
let zhou: Person;
const deputy: NewPerson = { role: 'co-mediator', name: 'Sun', languages: ['zh'] };
let deputyLink: string;

const everyone = (): Person[] => [mediator, li, zhou];
const words = en.board;

const applicantRoom = arrivalOf('applicant');
const respondentRoom = arrivalOf('respondent');
const talk = talkOf('applicant');
/** What opens takes the keyboard by itself; a test that was faster would lose it again. */
const hasKeyboard = (opened: Locator): Promise<void> =>
  opened.and(mediator.page.locator(':focus-within')).waitFor();

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
  board = new Board(mediator);
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
    await board.shows(applicantRoom, cast.applicant.name);
    await board.shows(respondentRoom, cast.respondent.name);
    await board.shows(en.room.kind.plenary, cast.mediator.name);
    expect(await Promise.all(everyone().map((person) => person.hears()))).toEqual([[], [], []]);
  });

  test('opens a private talk with a side in one press', async () => {
    await mediator.button(filledWith(words.talk.with, en.common.side.applicant)).click();
    await mediator.isIn(caucusNamed(talk));
    await li.isIn(caucusNamed(talk));
    await board.shows(talk, cast.applicant.name);
    expect(await mediator.hears('applicant')).toEqual(tonesOf('applicant'));
    expect(await li.hears('mediator')).toEqual(tonesOf('mediator'));
    expect(await zhou.hears()).toEqual([]);
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
    await board.chip(respondentRoom, cast.respondent.name).dragTo(board.card(talk));
    const named = [
      [cast.applicant.name, en.common.side.applicant],
      [cast.respondent.name, en.common.side.respondent],
    ] as const;
    for (const [name, side] of named) {
      const both = words.guard.person.replace('{{name}}', name).replace('{{side}}', side);
      await board.guard.getByText(both).waitFor();
    }
    await board.guard.getByRole('button', { name: words.guard.apart, exact: true }).click();
    await board.guard.waitFor({ state: 'detached' });
    await board.shows(respondentRoom, cast.respondent.name);
    await zhou.isIn(en.room.kind.arrival);
    expect(await zhou.hears()).toEqual([]);
  });

  test('[INT-33] [INT-34] brings nobody together who would not understand each other before that is confirmed', async () => {
    await mediator.button(words.gather.open).click();
    for (const { name } of [cast.applicant, cast.respondent]) {
      await board.missing
        .getByRole('list', { name: words.missing.people })
        .getByText(name, { exact: true })
        .waitFor();
    }
    await board.missing.getByText(words.missing.none).waitFor();
    await board.missing.getByRole('button', { name: words.missing.wait, exact: true }).click();
    await board.missing.waitFor({ state: 'detached' });
    expect(await mediator.button(words.gather.callOff).count()).toBe(0);
  });

  test('makes a caucus in two presses, and stops between them and opposing sides', async () => {
    const { page } = mediator;
    const presses = await countPresses(page);
    await mediator.button(words.newCaucus).click();
    await page
      .getByRole('menuitem', { name: words.offers.parties })
      .filter({ hasText: cast.applicant.name })
      .filter({ hasText: cast.respondent.name })
      .click();
    for (const { name } of [cast.applicant, cast.respondent])
      await board.guard.getByText(name).first().waitFor();
    expect(await presses()).toBe(2);
    await board.guard.getByRole('button', { name: words.guard.apart, exact: true }).click();
    await board.guard.waitFor({ state: 'detached' });
    await board.shows(respondentRoom, cast.respondent.name);
    const before = await presses();
    await board.chip(respondentRoom, cast.respondent.name).click();
    await page
      .getByRole('group', { name: words.chosen.label })
      .getByRole('button', { name: words.make, exact: true })
      .click();
    const title = caucusNamed(talkOf('respondent'));
    for (const person of [mediator, zhou]) await person.isIn(title);
    expect((await presses()) - before).toBe(2);
    expect(await zhou.hears('mediator')).toEqual(tonesOf('mediator'));
    expect(await li.hears()).toEqual([]);
  });

  test('brings everyone together after a countdown that can be called off', async () => {
    const gather = async (seconds: string): Promise<void> => {
      await mediator.page.getByLabel(words.gather.countdown, { exact: true }).selectOption(seconds);
      await mediator.button(words.gather.open).click();
      await board.missing.getByRole('button', { name: words.missing.starting.go, exact: true }).click();
    };
    await gather('60');
    await mediator.button(words.gather.callOff).click();
    await gather('10');
    await mediator.button(words.gather.callOff).waitFor();
    for (const person of everyone()) await person.isIn(en.room.kind.plenary);
    expect(await zhou.hears('mediator', 'applicant')).toEqual(tonesOf('mediator', 'applicant'));
    expect(await mediator.hears('applicant', 'respondent')).toEqual(tonesOf('applicant', 'respondent'));
  });

  test('is worked by keyboard alone: choose two of opposing sides, confirm them, and be with them', async () => {
    const { page } = mediator;
    for (const name of [cast.applicant.name, cast.respondent.name]) {
      await board.chip(en.room.kind.plenary, name).focus();
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
    await hasKeyboard(board.guard);
    await board.guard.getByRole('button', { name: words.guard.together, exact: true }).focus();
    await page.keyboard.press('Enter');
    for (const person of everyone()) await person.isIn(caucusNamed('Payment'));
    // Whom another brought among people of several sides has come muted.
    for (const person of [li, zhou]) await person.unmute();
    expect(await li.hears('mediator', 'respondent')).toEqual(tonesOf('mediator', 'respondent'));
  });

  test('moves somebody by the menu of their chip, and by keyboard', async () => {
    const { page } = mediator;
    await board.menuOf('Payment', cast.respondent.name).focus();
    await page.keyboard.press('Enter');
    await hasKeyboard(page.getByRole('menu'));
    await page.getByRole('menuitem', { name: respondentRoom, exact: true }).focus();
    await page.keyboard.press('Enter');
    await zhou.isIn(en.room.kind.arrival);
    await board.shows(respondentRoom, cast.respondent.name);
    expect(await zhou.hears()).toEqual([]);
    expect(await li.hears('mediator')).toEqual(tonesOf('mediator'));
  });

  test('moves whoever is dragged with the pointer, and nobody across sides before that is confirmed', async () => {
    const { name } = cast.applicant;
    await board.drag(board.chip('Payment', name), board.card(applicantRoom));
    await li.isIn(en.room.kind.arrival);
    await board.shows(applicantRoom, name);
    expect(await li.hears()).toEqual([]);
    await board.drag(board.chip(applicantRoom, name), board.card('Payment'));
    await li.isIn(caucusNamed('Payment'));
    expect(await li.hears('mediator')).toEqual(tonesOf('mediator'));
    await board.drag(board.chip(respondentRoom, cast.respondent.name), board.card('Payment'));
    await board.guard.getByRole('button', { name: words.guard.apart, exact: true }).click();
    await board.guard.waitFor({ state: 'detached' });
    await board.shows(respondentRoom, cast.respondent.name);
    expect(await zhou.hears()).toEqual([]);
  });

  test('makes a private talk of whoever is dropped where a new one is to be, and moves nobody before that is pressed', async () => {
    const { name } = cast.respondent;
    await board.dragToNew(board.chip(respondentRoom, name));
    const dialog = mediator.page.getByRole('dialog', { name: words.newCaucusTitle });
    await dialog.getByRole('checkbox', { name: new RegExp(name), checked: true }).waitFor();
    await zhou.isIn(en.room.kind.arrival);
    await dialog.getByRole('checkbox', { name: new RegExp(cast.mediator.name) }).uncheck();
    await dialog.getByLabel(words.titleField, { exact: true }).fill('By themselves');
    await dialog.getByRole('button', { name: words.make, exact: true }).click();
    await zhou.isIn(caucusNamed('By themselves'));
    expect(await zhou.hears()).toEqual([]);
    await board.drag(board.chip('By themselves', name), board.card(respondentRoom));
    await zhou.isIn(en.room.kind.arrival);
  });

  test('announces the mediator before they are in, and lets them take it back', async () => {
    await board.entering(respondentRoom).click();
    await board
      .card(respondentRoom)
      .getByRole('button', { name: words.coming.takeBack, exact: true })
      .click();
    await mediator.isIn(caucusNamed('Payment'));
    await board.entering(respondentRoom).click();
    await mediator.isIn(en.room.kind.arrival);
    await zhou.unmute();
    expect(await mediator.hears('respondent')).toEqual(tonesOf('respondent'));
    expect(await li.hears()).toEqual([]);
  });
});

describe('private rooms', () => {
  const name = 'Our last offer.pdf';
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3_000_000, 'x')]);
  const attach = (file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> =>
    li.page.locator('input[type=file]').setInputFiles(file);

  test('come when they are asked for, by one press of the mediator', async () => {
    // The one from before is still there: this one is to have its name.
    await mediator.choose(filledWith(words.roomMenu, talk), words.close.item);
    await mediator.confirm(words.close.verb);
    await board.card(talk).waitFor({ state: 'detached' });
    await board.move('Payment', cast.applicant.name, applicantRoom);
    await li.isIn(en.room.kind.arrival);
    await li.button(en.caucus.wish.caucus.ask).click();
    await li.confirm(en.caucus.wish.caucus.verb, 'About the price.');
    await board.needs.getByText('About the price.').waitFor();
    await board.needs
      .getByRole('button', { name: filledWith(words.needs.talkSide, en.common.side.applicant) })
      .click();
    for (const person of [mediator, li]) await person.isIn(caucusNamed(talk));
    expect(await board.needs.getByText('About the price.').count()).toBe(0);
  });

  test('show a file to those inside, refuse a kind that is not listed, and give others nothing', async () => {
    await li.openPanel(en.room.bar.chat);
    await attach({ name, mimeType: 'application/pdf', buffer: bytes });
    await mediator.openPanel(en.room.bar.chat);
    const fetched = mediator.page.waitForEvent('download');
    await mediator.button(filledWith(en.files.downloadOf, name)).click();
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
    await board.move(talk, cast.applicant.name, applicantRoom);
    await li.isIn(en.room.kind.arrival);
    expect(await li.page.getByLabel(en.files.notes.field, { exact: true }).inputValue()).toBe('');
    await li.openPanel(en.room.bar.chat);
    for (const words of [note, name]) expect(await li.page.getByText(words).count()).toBe(0);
    await board.move(applicantRoom, cast.applicant.name, talk);
    await li.isIn(caucusNamed(talk));
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
    const named = whenAnnounced(page, cast.mediator.name, coming);
    await mediator.openPanel(words.bar);
    await board.needs.getByRole('button', { name: words.needs.come, exact: true }).click();
    await mediator.isIn(en.room.kind.arrival);
    expect(await zhou.hears('mediator')).toEqual(tonesOf('mediator'));
    const first = (await recorded(page)).find(({ tones: each }) => each.length > 0);
    expect((first?.at ?? 0) - (await named)).toBeGreaterThan(2_000);
    expect(await li.hears()).toEqual([]);
  });

  test('[ENT-12] ring before the first sound of a mediator on a page that nobody looks at', async () => {
    const { page } = zhou;
    await board.entering(en.room.kind.plenary).click();
    await mediator.isIn(en.room.kind.plenary);
    expect(await zhou.hears()).toEqual([]);
    await record(page, [tones.mediator]);
    await listenForRinging(page);
    await putBehind(page);
    await board.entering(respondentRoom).click();
    const rung = await rang(page);
    await page.getByRole('alert').getByText(cast.mediator.name).waitFor({ state: 'attached' });
    await mediator.isIn(en.room.kind.arrival);
    expect(await zhou.hears('mediator')).toEqual(tonesOf('mediator'));
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
    await board.needs.getByText(en.room.needs.signal.help).waitFor();
    await board.needs.getByRole('button', { name: en.room.needs.admit, exact: true }).click();
    await zhou.inRoom();
    expect(await board.needs.getByText(en.room.needs.signal.help).count()).toBe(0);
  });

  test('goes on under a co-mediator when the mediator drops out', async () => {
    const sun = await Person.sitDown(browser, 'mediator', deputyLink);
    await sun.arrive({ cameras: false });
    await sun.inRoom();
    await sun.openPanel(words.bar);
    await mediator.context.close();
    await sun.button(words.lead.take).click();
    await sun.sees(words.lead.mine);
    await li.isIn(caucusNamed(talk));
    await sun.button(en.room.bar.more).click();
    expect(await sun.page.getByRole('menuitem', { name: words.rules.item, exact: true }).count()).toBe(1);
  });
});
