import type { Browser, BrowserContext, Page } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import { seatAt } from './browser.ts';
import type { cast, Office } from './office.ts';

export type Part = keyof typeof cast;

/** Each person's microphone is a tone of its own, far enough apart to be told from the others. */
export const tones: { readonly [P in Part]: number } = {
  mediator: 440,
  applicant: 700,
  respondent: 1_100,
  interpreter: 1_700,
};

/** Someone at a browser, on the way from their link to the room. */
export class Person {
  readonly part: Part;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly link: string;
  /** What the page wrote to its console: what went wrong in there, for a failure's message. */
  readonly console: string[] = [];

  private constructor(part: Part, seat: { context: BrowserContext; page: Page }, link: string) {
    this.part = part;
    this.context = seat.context;
    this.page = seat.page;
    this.link = link;
    this.page.on('console', (message) => this.console.push(message.text()));
    this.page.on('pageerror', (error) => this.console.push(String(error)));
  }

  static async sitDown(browser: Browser, part: Part, link: string): Promise<Person> {
    return new Person(part, await seatAt(browser, tones[part]), link);
  }

  button(name: string | RegExp): ReturnType<Page['getByRole']> {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** The bar at the bottom of the room. */
  get controls(): ReturnType<Page['getByRole']> {
    return this.page.getByRole('navigation', { name: en.room.bar.label });
  }

  async openLink(): Promise<void> {
    await this.page.goto(this.link);
    await this.button(en.guest.link.go).click();
  }

  /** Through the device check into the lobby, or straight in for the mediator. */
  async getReady(): Promise<void> {
    await this.page.getByLabel(en.check.rules.accept).check();
    const ready = this.part === 'mediator' ? en.check.readyConduct : en.check.ready;
    await this.button(ready).click();
  }

  async inRoom(): Promise<void> {
    await this.button(en.room.bar.leave).waitFor();
  }

  unmute(): Promise<void> {
    return unmute(this.page);
  }

  async say(text: string): Promise<void> {
    await this.openPanel(en.room.bar.chat);
    const field = this.page.getByLabel(en.room.chat.field, { exact: true });
    await field.fill(text);
    await field.press('Enter');
  }

  /** Shows a panel beside the stage, unless it is open already. */
  async openPanel(name: string): Promise<void> {
    const button = this.button(new RegExp(`^${name}`));
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  }

  /** Whether the line is on the screen, after the chat was opened and it had time to come. */
  async reads(text: string): Promise<boolean> {
    const line = this.page.getByText(text, { exact: true });
    await this.openPanel(en.room.bar.chat);
    await line.waitFor();
    return line.isVisible();
  }
}

/** The whole cast seated in the joint session with open microphones. */
export async function seatEveryone(
  browser: Browser,
  office: Office,
  people: typeof cast,
): Promise<{ readonly [P in Part]: Person }> {
  const links = await office.invite(Object.values(people));
  const linkOf = (part: Part): string => links.get(people[part].name) ?? '';
  const mediator = await Person.sitDown(browser, 'mediator', linkOf('mediator'));
  await mediator.openLink();
  await mediator.getReady();
  await mediator.inRoom();
  const guest = async (part: Part): Promise<Person> => {
    const person = await Person.sitDown(browser, part, linkOf(part));
    await person.openLink();
    await person.getReady();
    await admit(mediator, people[part].name);
    await person.inRoom();
    return person;
  };
  const applicant = await guest('applicant');
  const respondent = await guest('respondent');
  const interpreter = await guest('interpreter');
  const everyone = { mediator, applicant, respondent, interpreter };
  for (const person of Object.values(everyone)) await person.unmute();
  return everyone;
}

export async function admit(mediator: Person, name: string): Promise<void> {
  const entry = mediator.page.getByRole('listitem').filter({ hasText: name });
  await entry.getByRole('button', { name: en.room.needs.admit, exact: true }).first().click();
}

/** Presses again when a line that was just coming back did not take the first press, as a person would. */
export async function unmute(page: Page): Promise<void> {
  const on = page.getByRole('button', { name: en.room.bar.mute, exact: true });
  for (let press = 0; press < 5 && !(await on.isVisible()); press++) {
    await page.getByRole('button', { name: en.room.bar.unmute, exact: true }).click();
    await on.waitFor({ timeout: 6_000 }).catch(() => undefined);
  }
  await on.waitFor();
}
