import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { incomplete } from '../src/i18n/incomplete.ts';
import { launchBrowser } from './support/browser.ts';
import { Person, seat } from './support/people.ts';
import { filled } from './support/words.ts';
import { Writer } from './support/writer.ts';
import { type RunningServer, runServer } from './support/server.ts';

/** The staff's way through their console, in the order they take it; each step stands on the one before. */
let server: RunningServer;
let browser: Browser;
let page: Page;
/** What the page's own security policy kept it from. */
const refused: string[] = [];

const words = en.staff;
const title = 'Finch v. Harbour Decorators';
const party = 'Emma Finch';
const other = 'Jonathan Carter';
/** Whoever draws up a case mediates in it, until they say otherwise. */
const mediator = '管理员 Administrator';

const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
const heading = (name: string): Locator => page.getByRole('heading', { name, level: 1, exact: true });
const field = (name: string): Locator => page.getByLabel(name, { exact: true });
/** The row of someone's link. */
const row = (name: string): Locator =>
  page.getByRole('listitem').filter({ hasText: words.link.copy, has: page.getByText(name) });
const stateOf = (name: string, state: keyof typeof words.link.state): Promise<void> =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByText(name) })
    .getByText(words.link.state[state], { exact: true })
    .waitFor();

const ours = 'Handing over the keys';
/** The first clause of the template that is written. */
const clauseField = (language: string): Locator =>
  page.getByRole('textbox', {
    name: filled(en.agreement.clause.text, { number: 1, language }),
    exact: true,
  });

const chen = { username: 'chen', password: '' };

async function signIn(account: { readonly username: string; readonly password: string }): Promise<void> {
  await field(words.signIn.username).fill(account.username);
  await field(words.signIn.password).fill(account.password);
  await button(words.signIn.go).click();
}

/** What copying puts on the clipboard. */
async function copied(copy: () => Promise<void>): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await copy();
  const deadline = Date.now() + 10_000;
  let text = '';
  // The writing goes on for a moment after the press.
  while (text === '' && Date.now() < deadline)
    text = await page.evaluate(() => navigator.clipboard.readText());
  return text;
}

/** Opens a link as somebody else would, in a browser of their own: whether it leads on. */
async function opens(link: string): Promise<boolean> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const guest = await context.newPage();
  await guest.goto(link);
  const onward = guest.getByRole('button', { name: en.guest.link.go });
  await onward.or(guest.getByRole('heading', { name: en.guest.broken.title })).waitFor();
  const leads = await onward.isVisible();
  await context.close();
  return leads;
}

beforeAll(async () => {
  [server, browser] = await Promise.all([runServer(), launchBrowser()]);
  const context = await browser.newContext({
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
}, 240_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('the staff console', () => {
  test('asks who it is, refuses a wrong password, and then shows the page that was asked for', async () => {
    await page.goto(`${server.url}/staff/accounts`);
    await field(words.signIn.username).fill(server.administrator.username);
    await field(words.signIn.password).fill('not the password');
    await button(words.signIn.go).click();
    await page.getByText(words.signIn.wrong).waitFor();
    await field(words.signIn.password).fill(server.administrator.password);
    await field(words.signIn.password).press('Enter');
    await heading(words.accountList.title).waitFor();
    expect(new URL(page.url()).pathname).toBe('/staff/accounts');
  });

  test('keeps what was typed through refused tries and a reload, until the case is created', async () => {
    await page.goto(`${server.url}/staff`);
    await page.getByRole('link', { name: words.home.newCase }).click();
    await field(words.newCase.caseTitle).fill(title);
    await button(words.newCase.create).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')))
      .toBe('true');
    await field(words.newCase.organisation).fill('Pudong Mediation Centre');
    const names = page.locator('[data-person]').getByLabel(words.newCase.name, { exact: true });
    await names.nth(0).fill(party);
    await names.nth(1).fill(other);
    await page.reload();
    await page.getByText(words.newCase.kept).waitFor();
    expect(await names.nth(0).inputValue()).toBe(party);
    // The server makes it, and the answer is lost on the way.
    await page.route('**/api/cases', (route) => route.fetch().then(() => route.abort()), { times: 1 });
    await button(words.newCase.create).click();
    await page.getByText(en.common.network).waitFor();
    await button(words.newCase.create).click();
    await heading(title).waitFor();
    await page.goto(`${server.url}/staff/new`);
    await heading(words.newCase.title).waitFor();
    expect(await field(words.newCase.caseTitle).inputValue()).toBe('');
    expect(await field(words.newCase.organisation).inputValue()).toBe('Pudong Mediation Centre');
  });

  test('[ROSTER-11] finds the case among others by a part of its title, once', async () => {
    await page.goto(`${server.url}/staff`);
    await field(words.home.search).fill('harbour dec');
    await page.getByText(words.home.found.replace('{{count}}', '1')).waitFor();
    const found = page.getByRole('link', { name: title });
    expect(await found.count()).toBe(1);
    await found.click();
    await heading(title).waitFor();
  });

  test('gives everyone a link to a session, and shows how far each has got', async () => {
    await button(words.case.newSession).click();
    await button(words.session.create).click();
    await stateOf(party, 'issued');
    await stateOf(other, 'issued');
    const link = await copied(() => row(party).getByRole('button', { name: words.link.copy }).click());
    expect(await opens(link)).toBe(true);
    await stateOf(party, 'opened');
    await stateOf(other, 'issued');
  });

  test('withdraws a link, and what is issued anew opens while the old one does not', async () => {
    const old = await copied(() => row(party).getByRole('button', { name: words.link.copy }).click());
    await button(words.link.more.replace('{{name}}', party)).click();
    await page.getByRole('menuitem', { name: words.link.revoke }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.link.revoke }).click();
    await stateOf(party, 'revoked');
    expect(await opens(old)).toBe(false);
    await page.getByRole('button', { name: `${words.link.reissue} ${party}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.link.reissue }).click();
    await page.getByText(words.link.reissued.replace('{{name}}', party)).last().waitFor();
    const fresh = await copied(() => row(party).getByRole('button', { name: words.link.copy }).click());
    expect(fresh).not.toBe(old);
    expect(await opens(fresh)).toBe(true);
  });

  test('writes the invitation in the language of whom it is for, with their link in it', async () => {
    await button(words.link.more.replace('{{name}}', other)).click();
    const text = await copied(() => page.getByRole('menuitem', { name: words.link.copyInvitation }).click());
    expect(text).toContain(`Dear ${other},`);
    expect(text).toContain(title);
    expect(text).toContain(`${server.url}/join#`);
  });

  test('[TERM-1] [TERM-5] keeps the terms of the case: one typed, some pasted, one changed and one removed', async () => {
    const { office } = en.glossary;
    const terms = page.getByRole('region', { name: en.glossary.title });
    const dialog = page.getByRole('dialog');
    await terms.getByRole('button', { name: office.add }).click();
    await dialog.getByRole('textbox').first().fill('retention money');
    await dialog.getByRole('button', { name: office.add, exact: true }).click();
    await terms.getByText('retention money').waitFor();
    await terms.getByRole('button', { name: office.paste }).click();
    await dialog.getByLabel(office.pasteField).fill('snag list\nfloor\t\t\t\t\t\t\tarea');
    await dialog.getByText(office.problem.columns.replace('{{line}}', '2')).waitFor();
    await dialog.getByLabel(office.pasteField).fill('snag list\nfloor area');
    await dialog.getByRole('button', { name: office.pasteVerb.replace('{{count}}', '2') }).click();
    await terms.getByText('floor area').waitFor();
    await terms.getByRole('button', { name: `${office.change}: floor area` }).click();
    await dialog.getByRole('textbox').first().fill('gross floor area');
    await dialog.getByRole('button', { name: en.common.save, exact: true }).click();
    await terms.getByText('gross floor area').waitFor();
    await terms.getByRole('button', { name: `${office.remove}: snag list` }).click();
    await dialog.getByRole('button', { name: office.remove, exact: true }).click();
    await terms.getByText('snag list').waitFor({ state: 'detached' });
    await page.reload();
    await terms.getByText('gross floor area').waitFor();
    expect(await terms.getByRole('listitem').count()).toBe(2);
  });

  test('[TPL-4] writes a template, and what is filled in by itself comes from a menu', async () => {
    const form = en.templates.form;
    await page.goto(`${server.url}/staff/templates`);
    await page.getByText(en.templates.empty).waitFor();
    await button(en.templates.add).click();
    await page.getByRole('menuitem', { name: en.agreement.start.templates.blank.name, exact: true }).click();
    await heading(form.newTitle).waitFor();
    await field(form.name).fill(ours);
    await clauseField('English').click();
    await page.keyboard.type('Keys: ');
    await button(form.insert).click();
    await page.getByRole('menuitem', { name: en.templates.placeholders.applicant, exact: true }).click();
    await clauseField('English').getByText('〔applicant〕').waitFor();
    // The editor has the keyboard again a frame later.
    await clauseField('English').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(' hands them over.');
    await page.reload();
    await page.getByText(form.restored).waitFor();
    expect(await clauseField('English').innerText()).toBe('Keys: 〔applicant〕 hands them over.');
    await button(form.save).click();
    await heading(en.templates.title).waitFor();
    await page.getByText(en.templates.offered, { exact: true }).waitFor();
  });

  test('[TPL-2] a mediator begins with it, and what was begun stays when it is changed and retired', async () => {
    await page.goto(`${server.url}/staff`);
    await page.getByRole('link', { name: title }).first().click();
    await heading(title).waitFor();
    const link = await copied(() => row(mediator).getByRole('button', { name: words.link.copy }).click());
    const chair = new Writer(await Person.sitDown(browser, 'mediator', link));
    await seat([chair.person], { cameras: false, microphones: false });
    await chair.open();
    await chair.panel.getByRole('radio', { name: ours }).check();
    await chair.panel.getByRole('button', { name: en.agreement.start.verb, exact: true }).click();
    await chair.reads(1, `Keys: ${party} hands them over.`);

    await page.goto(`${server.url}/staff/templates`);
    await page.getByRole('link', { name: ours }).click();
    await clauseField('English').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Nothing of this was there.');
    await button(en.templates.form.save).click();
    await button(en.templates.more.replace('{{title}}', ours)).click();
    await page.getByRole('menuitem', { name: en.templates.retire.item, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: en.templates.retire.verb }).click();
    await page.getByText(en.templates.notOffered, { exact: true }).waitFor();
    expect(await chair.said(1)).toBe(`Keys: ${party} hands them over.`);
    await chair.person.context.close();
  });

  test('creates an account that can sign in, and tells it apart from an administrator', async () => {
    await page.goto(`${server.url}/staff/accounts`);
    await button(words.accountList.add).click();
    await field(words.accountList.name).fill('Chen Jing');
    await field(words.accountList.username).fill(chen.username);
    chen.password = await field(words.accountList.password).inputValue();
    await button(words.accountList.create).click();
    await button(words.accountList.done).click();
    await page.getByRole('banner').getByRole('button', { name: words.account }).click();
    await page.getByRole('menuitem', { name: words.signOut }).click();
    await signIn(chen);
    await heading(words.title).waitFor();
    await page.goto(`${server.url}/staff/accounts`);
    await page.getByText(words.accountList.denied).waitFor();
    expect(await button(words.accountList.add).count()).toBe(0);
  });

  test('gives somebody another password, and closes their account at once', async () => {
    const more = words.accountList.more.replace('{{name}}', 'Chen Jing');
    const item = (name: string) => page.getByRole('menuitem', { name, exact: true }).click();
    const submit = (name: string) =>
      page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    await page.context().clearCookies();
    await page.goto(`${server.url}/staff`);
    await signIn(server.administrator);
    await heading(words.title).waitFor();
    await page.goto(`${server.url}/staff/accounts`);
    await button(more).click();
    await item(words.accountList.resetItem);
    chen.password = await field(words.accountList.newPassword).inputValue();
    await submit(words.accountList.reset);
    await button(words.accountList.done).click();
    await button(more).click();
    await item(words.accountList.disableItem);
    await submit(words.accountList.disable);
    await page.getByText(words.accountList.disabled, { exact: true }).waitFor();
    await button(more).click();
    await item(words.accountList.enableItem);
    await submit(words.accountList.enable);
    await page.getByText(words.accountList.disabled, { exact: true }).waitFor({ state: 'detached' });
    await page.context().clearCookies();
    await page.goto(`${server.url}/staff`);
    await signIn(chen);
    await heading(words.title).waitFor();
    expect(refused).toEqual([]);
  });

  test('gives what was typed back to whom it belongs when a sign-in ran out, and to nobody else', async () => {
    await page.goto(`${server.url}/staff/new`);
    await field(words.newCase.caseTitle).fill('Half a title');
    await field(words.newCase.organisation).fill('Centre');
    const names = page.locator('[data-person]').getByLabel(words.newCase.name, { exact: true });
    await names.nth(0).fill(party);
    await names.nth(1).fill(other);

    await page.context().clearCookies();
    await button(words.newCase.create).click();
    await page.getByText(words.signIn.again).waitFor();
    await signIn(chen);
    await heading(words.newCase.title).waitFor();
    expect(await field(words.newCase.caseTitle).inputValue()).toBe('Half a title');
    expect(await names.nth(1).inputValue()).toBe(other);

    await page.context().clearCookies();
    await button(words.newCase.create).click();
    await page.getByText(words.signIn.again).waitFor();
    await signIn(server.administrator);
    await heading(words.newCase.title).waitFor();
    expect(await field(words.newCase.caseTitle).inputValue()).toBe('');
  });

  test('does nothing its security policy forbids', () => {
    expect(refused).toEqual([]);
  });
});

describe('a page that does not arrive whole', () => {
  test.each([
    ['its words', /\/assets\/en-/],
    ['its part of the product', /\/assets\/Staff-/],
  ])('says so where %s cannot be fetched, and is there after one more try', async (_what, asset) => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const visitor = await context.newPage();
    await visitor.route(asset, (route) => route.abort());
    await visitor.goto(`${server.url}/staff`);
    await visitor.getByRole('heading', { name: incomplete.en.title, level: 1 }).waitFor();
    await visitor.getByText(incomplete['zh-CN'].title, { exact: true }).waitFor();
    await visitor.unrouteAll();
    await visitor.getByRole('button', { name: incomplete.en.again, exact: true }).click();
    await visitor.getByLabel(words.signIn.username, { exact: true }).waitFor();
    expect(await visitor.getByRole('heading', { name: incomplete.en.title, level: 1 }).count()).toBe(0);
    await context.close();
  });
});
