import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { cast, type Office, openOffice } from './support/office.ts';
import { Person } from './support/people.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

/** A machine that many use one after the other, as they stand in courts. */
const server = sharedServer();
let office: Office;
let browser: Browser;
let links: ReadonlyMap<string, string>;
let chen: Person;

beforeAll(async () => {
  [office, browser] = await Promise.all([openOffice(server), launchBrowser()]);
}, 120_000);
beforeEach(async () => {
  links = await office.invite(Object.values(cast));
  chen = await Person.sitDown(browser, 'mediator', linkOf('mediator'));
  return () => chen.context.close();
});
afterAll(() => browser.close());
tellOfFailures(
  () => [chen],
  () => server,
);

const linkOf = (part: keyof typeof cast): string => links.get(cast[part].name) ?? '';
const bare = `${server.url}/join`;
const asksForLink = (page: Page): Promise<void> =>
  page.getByRole('heading', { level: 1, name: en.guest.broken.missingTitle, exact: true }).waitFor();
const invites = (page: Page, part: keyof typeof cast): Promise<void> =>
  page.getByText(cast[part].name, { exact: true }).last().waitFor();

/** All that the tab says of where it is and has been. */
const told = (page: Page): Promise<unknown> =>
  page.evaluate(() => ({ address: location.href, beside: history.state as unknown }));

async function comeIn(): Promise<void> {
  await chen.getReady(undefined, { cameras: false });
  await chen.inRoom();
}

test('[GATE-29] a link that was opened is in the address no more, and a reload leads back, into the room too', async () => {
  await chen.openLink();
  expect(await told(chen.page)).toEqual({ address: bare, beside: null });
  await chen.page.reload();
  await chen.button(en.guest.link.go).click();
  await comeIn();
  await chen.page.reload();
  await chen.inRoom();
  expect(await told(chen.page)).toEqual({ address: bare, beside: null });
});

test('[GATE-29] whoever left is not found by Back or a reload; a press, or their link, brings them back', async () => {
  await chen.arrive({ cameras: false });
  await chen.inRoom();
  await chen.leave();
  await chen.button(en.guest.left.back).click();
  await chen.inRoom();
  await chen.page.reload();
  await chen.inRoom();
  await chen.leave();
  await chen.page.goto(server.url);
  await chen.page.goBack();
  await asksForLink(chen.page);
  expect(await told(chen.page)).toEqual({ address: bare, beside: null });
  await chen.page.reload();
  await asksForLink(chen.page);
  await chen.arrive({ cameras: false });
  await chen.inRoom();
});

test('[GATE-29] two links in two tabs of a browser stay two people', async () => {
  await chen.openLink();
  const beside = await chen.context.newPage();
  await beside.goto(linkOf('applicant'));
  await invites(beside, 'applicant');
  await chen.page.reload();
  await invites(chen.page, 'mediator');
  await beside.reload();
  await invites(beside, 'applicant');
  const third = await chen.context.newPage();
  await third.goto(bare);
  await asksForLink(third);
  expect(await told(third)).toEqual({ address: bare, beside: null });
});

test('[GATE-29] who goes on on another device leaves nothing on the first', async () => {
  await chen.arrive({ cameras: false });
  await chen.inRoom();
  const phone = await Person.sitDown(browser, 'mediator', linkOf('mediator'));
  await phone.arrive({ cameras: false });
  await chen.sees(en.guest.superseded.title);
  await chen.page.reload();
  await asksForLink(chen.page);
  expect(await told(chen.page)).toEqual({ address: bare, beside: null });
  await phone.context.close();
});

test('[GATE-29] a browser that keeps nothing for its tabs is let in and led back all the same', async () => {
  await chen.context.addInitScript(() =>
    Object.defineProperty(window, 'sessionStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    }),
  );
  await chen.openLink();
  expect(chen.page.url()).toBe(bare);
  await chen.page.reload();
  await chen.button(en.guest.link.go).click();
  await comeIn();
  await chen.leave();
  await chen.page.reload();
  await asksForLink(chen.page);
});
