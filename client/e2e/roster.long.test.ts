import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { cast, type Office, openOffice } from './support/office.ts';
import { admit, Person } from './support/people.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';
import { filled } from './support/words.ts';

/** Somebody is missing in a session that goes on; the staff see to it, and the people in it go on meanwhile. */
const server = sharedServer();
const words = en.staff;
const { mediator, applicant, respondent, interpreter } = cast;
let office: Office;
let browser: Browser;
let context: BrowserContext;
let desk: Page;
let chen: Person;
let zhou: Person;
let xu: Person;

const button = (name: string): Locator => desk.getByRole('button', { name, exact: true });
const field = (name: string): Locator => desk.getByRole('dialog').getByLabel(name, { exact: true });
const answer = (verb: string): Promise<void> =>
  desk.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
const says = (text: string): Promise<void> => desk.getByRole('status').getByText(text).waitFor();

/** The link of whoever is called so, as the case page has it. */
async function linkOf(name: string): Promise<string> {
  const detail = await office.call('cases.read', {}, { caseId: office.lastCase().id });
  const link = detail.sessions[0]?.links.find((each) => each.name === name);
  if (link?.url === undefined || link.url === null) throw new Error(`${name} has no link`);
  return link.url;
}

async function comeIn(part: 'mediator' | 'respondent' | 'interpreter'): Promise<Person> {
  const person = await Person.sitDown(browser, part, await linkOf(cast[part].name));
  await person.arrive({ cameras: false });
  if (part !== 'mediator') await admit(chen, cast[part].name);
  await person.inRoom();
  return person;
}

beforeAll(async () => {
  [office, browser] = await Promise.all([openOffice(server), launchBrowser()]);
  await office.invite([mediator, applicant, respondent]);
  chen = await comeIn('mediator');
  zhou = await comeIn('respondent');
  context = await browser.newContext({ locale: 'en-GB' });
  desk = await context.newPage();
  await desk.goto(`${server.url}/staff/cases/${office.lastCase().id}`);
  await desk.getByLabel(words.signIn.username, { exact: true }).fill(server.administrator.username);
  await desk.getByLabel(words.signIn.password, { exact: true }).fill(server.administrator.password);
  await button(words.signIn.go).click();
  await button(words.people.add).waitFor();
}, 120_000);
afterAll(() => browser.close());
tellOfFailures(
  () => [chen, zhou, xu].filter((each) => each !== undefined),
  () => server,
);

describe('people of a session that goes on', () => {
  test('[ROSTER-1] [ROSTER-3] an interpreter who is added comes in by a link of their own', async () => {
    await button(words.people.add).click();
    await field(words.newCase.name).fill(interpreter.name);
    await answer(words.people.addVerb);
    await says(filled(words.people.addedLinked, { name: interpreter.name }));
    xu = await comeIn('interpreter');
    await chen.openPanel(en.room.bar.people);
    await chen.sees(interpreter.name);
    expect(await chen.page.getByText(interpreter.name, { exact: true }).count()).toBeGreaterThan(0);
  });

  test('[ROSTER-4] a name that was mistyped is put right on every screen that shows it', async () => {
    await button(filled(words.people.more, { name: respondent.name })).click();
    await desk.getByRole('menuitem', { name: words.people.change, exact: true }).click();
    await field(words.newCase.name).fill('Zhou Ming');
    await answer(en.common.save);
    await says(filled(words.people.changed, { name: 'Zhou Ming' }));
    await chen.sees('Zhou Ming');
    expect(await chen.page.getByText(respondent.name, { exact: true }).count()).toBe(0);
  });

  test('[ROSTER-6] whoever is taken out of the case is off the line, and their link leads nowhere', async () => {
    const link = await linkOf(interpreter.name);
    await button(filled(words.people.more, { name: interpreter.name })).click();
    await desk.getByRole('menuitem', { name: words.people.dismiss, exact: true }).click();
    await answer(words.people.dismiss);
    await says(filled(words.people.dismissed, { name: interpreter.name }));
    await xu.page.getByRole('heading', { name: en.guest.broken.title, level: 1 }).waitFor();
    await xu.page.goto(link);
    await xu.page.getByRole('heading', { name: en.guest.broken.title, level: 1 }).waitFor();
    await expect(linkOf(interpreter.name)).rejects.toThrow('has no link');
    await zhou.inRoom();
  });

  test('[ROSTER-7] the last mediator stays', async () => {
    await button(filled(words.people.more, { name: mediator.name })).click();
    await desk.getByRole('menuitem', { name: words.people.change, exact: true }).waitFor();
    expect(await desk.getByRole('menuitem', { name: words.people.dismiss, exact: true }).count()).toBe(0);
    await desk.keyboard.press('Escape');
  });

  test('[ROSTER-1] case and session are called as they are now', async () => {
    await button(words.case.change).click();
    await field(words.newCase.caseTitle).fill('Li v. Haitian Trading Ltd');
    await answer(en.common.save);
    await desk.getByRole('heading', { name: 'Li v. Haitian Trading Ltd', level: 1 }).waitFor();
    await button(words.session.change).click();
    await field(words.session.name).fill('The second day');
    await answer(en.common.save);
    await desk.getByRole('heading', { name: 'The second day' }).waitFor();
    const { title, sessions } = await office.call('cases.read', {}, { caseId: office.lastCase().id });
    expect([title, sessions.map((session) => session.title)]).toEqual([
      'Li v. Haitian Trading Ltd',
      ['The second day'],
    ]);
  });

  test('[ROSTER-3] whoever was added without a link is invited later', async () => {
    await button(words.people.add).click();
    await field(words.newCase.name).fill('Gao');
    await field(words.newCase.role).selectOption('recorder');
    await desk.getByRole('dialog').getByRole('checkbox').uncheck();
    await answer(words.people.addVerb);
    await says(filled(words.people.added, { name: 'Gao' }));
    await desk.getByText(filled(words.invite.missing, { count: 1 })).waitFor();
    await button(words.invite.open).click();
    await answer(words.invite.verb);
    await says(filled(words.invite.done, { count: 1 }));
    expect(await linkOf('Gao')).toContain('/join#');
  });
});
