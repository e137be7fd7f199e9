import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { agreement as words } from '../src/i18n/en/agreement.ts';
import { proposals } from '../src/i18n/en/proposals.ts';
import { en } from '../src/i18n/en.ts';
import { zhCN as zh } from '../src/i18n/zh-CN.ts';
import { languages } from '../src/i18n/languages.ts';
import { arrivalOf, Board, caucusNamed, talkOf } from './support/board.ts';
import { launchBrowser } from './support/browser.ts';
import { seatAt } from './support/seat.ts';
import { sitAsFigure } from './support/figures.ts';
import { cast as parts, openOffice } from './support/office.ts';
import { admit, openJoint, type Part, type Person, tones } from './support/people.ts';
import { runServer } from './support/server.ts';
import { filledWith } from './support/words.ts';
import { Writer } from './support/writer.ts';

/** Takes the pictures of README from the running product, in the order of a session: `npm run pictures`. */
const folder = join(import.meta.dirname, '../../docs/pictures');
const desk = { width: 1280, height: 800 };
const wideDesk = { width: 1440, height: 960 };
const phone = { width: 390, height: 844 };
/** A dispute over two languages. */
const cast = {
  mediator: { ...parts.mediator, name: '陈静 Chen Jing' },
  applicant: { ...parts.applicant, name: '李建国 Li Jianguo' },
  respondent: { ...parts.respondent, name: 'Emma Finch' },
  interpreter: { ...parts.interpreter, name: '林晓 Lin Xiao' },
};

const timeOf = (room: string): RegExp =>
  new RegExp(`^${en.board.clock.menu.split('{{room}}')[0] ?? ''}${room}`);
const ofRespondent = arrivalOf('respondent');
const talkWithApplicant = talkOf('applicant');
/** The clause of the commercial template that says who pays what. */
const PAYMENT = 4;
const payment = {
  English: `<h2>Payment</h2><p>Haitian Trading pays Li Jianguo CNY 30,000, to be paid at once by 31 December 2026.</p>
    <p>Taxes and charges are borne by Haitian Trading.</p>`,
  Chinese: `<h2>付款</h2><p>海天贸易应于2026年12月31日前向李建国一次性支付人民币30,000元。</p><p>税费由海天贸易承担。</p>`,
};
const instalments = `<h2>Payment</h2><p>Haitian Trading pays Li Jianguo CNY 30,000 in three instalments, the last by 31 March 2027.</p>
  <p>Taxes and charges are borne by Haitian Trading.</p>`;
const reason = 'We have to pay our own suppliers first.';
const offer = 'Settlement offer (draft 2).pdf';

/** To the top of what scrolls. */
const bring = (what: Locator): Promise<void> =>
  what.evaluate((element) => element.scrollIntoView({ block: 'start' }));

await mkdir(folder, { recursive: true });
const server = await runServer();
const browser = await launchBrowser();
try {
  const office = await openOffice(server);
  const links = await office.invite(Object.values(cast));
  const sit = (part: Part): Promise<Person> => sitAsFigure(browser, part, links.get(cast[part].name) ?? '');
  const mediator = await sit('mediator');
  const applicant = await sit('applicant');
  const respondent = await sit('respondent');
  const interpreter = await sit('interpreter');
  await arriving(mediator, applicant, [respondent, interpreter]);
  await inJointSession(mediator, applicant, respondent, interpreter);
  await atTheAgreement(mediator, applicant, respondent);
  await inPrivate(mediator, applicant, respondent, interpreter);
  await inChinese(mediator, applicant);
  await atTheDesk();
} finally {
  await browser.close();
  await server.close();
}

async function arriving(mediator: Person, first: Person, others: readonly Person[]): Promise<void> {
  await mediator.openLink();
  await mediator.getReady();
  await mediator.inRoom();
  await first.openLink();
  await first.page.locator('video').first().waitFor();
  await take(first.page, 'device-check');
  await first.getReady();
  await admit(mediator, cast[first.part].name);
  await first.inRoom();
  await first.button(en.caucus.arrival.ready).click();
  await first.page.setViewportSize(phone);
  await take(first.page, 'arrival-phone');
  await first.page.setViewportSize(desk);
  for (const person of others) await person.arrive();
  const everyone = mediator.page.getByRole('button', { name: en.room.needs.admitAll, exact: true });
  await everyone.waitFor();
  await take(mediator.page, 'lobby');
  await everyone.click();
  for (const person of others) await person.inRoom();
}

async function inJointSession(mediator: Person, ...others: readonly Person[]): Promise<void> {
  await openJoint(mediator, others);
  for (const person of [mediator, ...others]) await person.unmute();
  const [applicant, respondent] = others;
  await applicant?.say('We can pay in three instalments.');
  await respondent?.say('When would the first one be?');
  await mediator.reads('When would the first one be?');
  await mediator.page.waitForFunction(
    () => [...document.querySelectorAll('video')].filter(({ videoWidth }) => videoWidth > 0).length >= 4,
  );
  await take(mediator.page, 'room');
}

/** What the mediator writes in two languages, and how a side answers what the other proposes. */
async function atTheAgreement(mediator: Person, applicant: Person, respondent: Person): Promise<void> {
  const [chen, li, finch] = [mediator, applicant, respondent].map((person) => new Writer(person));
  if (chen === undefined || li === undefined || finch === undefined) throw new Error('nobody writes');
  for (const person of [mediator, applicant]) await person.button(new RegExp(`^${en.room.bar.chat}`)).click();
  await mediator.page.setViewportSize(wideDesk);
  await chen.open();
  await chen.panel.getByRole('button', { name: words.start.verb, exact: true }).click();
  // What one may write in is an editor only once it is near what one sees.
  await bring(chen.card(PAYMENT));
  for (const [language, text] of Object.entries(payment)) {
    await chen.goTo(PAYMENT, language);
    await chen.page.keyboard.press('ControlOrMeta+A');
    await chen.paste(text);
  }
  await chen.saved();
  await finch.open();
  await finch.reads(PAYMENT, 'paid at once');
  await finch.card(PAYMENT).getByRole('button', { name: proposals.suggest.button, exact: true }).click();
  await finch.page.getByRole('menuitem', { name: proposals.suggest.change, exact: true }).click();
  const dialog = finch.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'English', exact: true }).click();
  await finch.page.keyboard.press('ControlOrMeta+A');
  await finch.paste(instalments);
  await dialog.getByLabel(proposals.suggest.note).fill(reason);
  await dialog.getByRole('button', { name: proposals.suggest.verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await chen.panel.getByText(reason).waitFor();
  await take(mediator.page, 'agreement', () => bring(chen.card(PAYMENT)));
  await li.open();
  await applicant.page.setViewportSize(phone);
  const go = applicant.button(proposals.waiting.go);
  await go.waitFor();
  await take(applicant.page, 'proposal-phone', () => go.click());
  await applicant.page.setViewportSize(desk);
  for (const { person } of [chen, li, finch]) await person.button(new RegExp(`^${words.title}`)).click();
  await mediator.page.setViewportSize(desk);
}

/** Two caucuses at once, and what is asked of the mediator meanwhile. */
async function inPrivate(
  mediator: Person,
  applicant: Person,
  respondent: Person,
  interpreter: Person,
): Promise<void> {
  const board = new Board(mediator);
  await mediator.openPanel(en.board.bar);
  await mediator.button(en.board.gather.part).click();
  await applicant.isIn(en.room.kind.arrival);
  await respondent.isIn(en.room.kind.arrival);
  await board.chip(en.room.kind.plenary, cast.interpreter.name).dragTo(board.card(ofRespondent));
  await interpreter.isIn(en.room.kind.arrival);
  await mediator.button(filledWith(en.board.talk.with, en.common.side.applicant)).click();
  await applicant.isIn(caucusNamed(talkWithApplicant));
  await mediator.page.getByRole('button', { name: timeOf(talkWithApplicant) }).click();
  await mediator.page.getByRole('menuitem', { name: /^20/ }).click();
  await ask(respondent);
  await applicant.unmute();
  await mediator.unmute();
  await share(applicant);
  await mediator.page.getByText(en.board.needs.wishCaucus).first().waitFor();
  await mediator.page.setViewportSize(wideDesk);
  await take(mediator.page, 'board');

  await board.chip(ofRespondent, cast.respondent.name).dragTo(board.card(talkWithApplicant));
  await board.guard.waitFor();
  await take(mediator.page, 'side-guard');
  await mediator.confirm(en.board.guard.apart);

  await applicant.openPanel(en.room.bar.chat);
  await take(applicant.page, 'caucus');
  await applicant.button(new RegExp(`^${en.room.bar.chat}`)).click();
  await applicant.page.setViewportSize(phone);
  await take(applicant.page, 'caucus-phone');
  await applicant.page.setViewportSize(desk);
}

async function ask(person: Person): Promise<void> {
  await person.button(en.caucus.wish.caucus.ask).click();
  await person.confirm(en.caucus.wish.caucus.verb, 'A word about the delivery dates, please.');
}

async function share(person: Person): Promise<void> {
  await person.say('This is as far as we can go. Please do not show it yet.');
  await person.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: offer,
      mimeType: 'application/pdf',
      buffer: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(184_000, 'x')]),
    });
  await person.page.getByText(offer).first().waitFor();
}

/** The same rooms, as those see them who read Chinese. */
async function inChinese(mediator: Person, applicant: Person): Promise<void> {
  await speakChinese(mediator.page);
  await inItsOwnWords(mediator.page);
  await applicant.unmute();
  await take(mediator.page, 'board-zh');
  await speakChinese(applicant.page);
  await applicant.page.setViewportSize(phone);
  await take(applicant.page, 'caucus-phone-zh');
}

async function speakChinese(page: Page): Promise<void> {
  await page.getByRole('button', { name: en.room.bar.more, exact: true }).click();
  await page.getByRole('menuitem', { name: en.room.more.settings, exact: true }).click();
  await page.getByRole('radio', { name: languages['zh-CN'].name }).click();
  await page.keyboard.press('Escape');
}

/** The private talk once more, called by its Chinese name. */
async function inItsOwnWords(page: Page): Promise<void> {
  const side = zh.common.side.applicant;
  await page
    .getByRole('button', { name: filledWith(zh.board.roomMenu, talkWithApplicant), exact: true })
    .click();
  await page.getByRole('menuitem', { name: zh.board.close.item, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: zh.board.close.verb, exact: true }).click();
  await page.getByRole('button', { name: filledWith(zh.board.talk.with, side), exact: true }).click();
  const title = filledWith(zh.board.titleOfSide, side);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function atTheDesk(): Promise<void> {
  const { page, context } = await seatAt(browser, tones.mediator);
  await page.goto(`${server.url}/staff`);
  await page.getByLabel(en.staff.signIn.username).fill(server.administrator.username);
  await page.getByLabel(en.staff.signIn.password, { exact: true }).fill(server.administrator.password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Li v. Haitian Trading' }).first().click();
  await page.getByText(cast.interpreter.name).first().waitFor();
  await take(page, 'case');
  await context.close();
}

/** Once what moves has come to rest, and what only passes is gone. */
async function take(page: Page, name: string, arrange?: () => Promise<void>): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.mouse.move(0, 0);
  await page.evaluate(settle);
  await arrange?.();
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  process.stderr.write(`${name}.png\n`);
}

/** Runs in the page: nothing has the focus, what only passes is put away, and what scrolls stands at its top. */
function settle(): void {
  for (const each of document.querySelectorAll<HTMLElement>('ul[aria-live] button')) each.click();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  for (const each of document.querySelectorAll('[data-scroller]')) each.scrollTop = 0;
}
