import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import { seatAt } from './seat.ts';
import { cast, type Office } from './office.ts';
import { heard } from './senses.ts';

export type Part = keyof typeof cast;

/** Each person's microphone is a tone of its own, far enough apart to be told from the others. */
export const tones: { readonly [P in Part]: number } = {
  mediator: 440,
  applicant: 700,
  respondent: 1_100,
  interpreter: 1_700,
};

/** These people's, as {@link Person.hears} answers them. */
export const tonesOf = (...parts: readonly Part[]): readonly number[] =>
  parts.map((part) => tones[part]).toSorted((a, b) => a - b);

/** What is on once they are in: all, unless said. */
interface Seating {
  readonly cameras?: boolean;
  readonly microphones?: boolean;
}

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

  static async sitDown(
    browser: Browser,
    part: Part,
    link: string,
    how: { readonly allowed?: boolean; readonly programs?: boolean; readonly lifelike?: boolean } = {},
  ): Promise<Person> {
    return new Person(part, await seatAt(browser, tones[part], how), link);
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
  async getReady(press?: string, { cameras = true }: Seating = {}): Promise<void> {
    if (!cameras) await this.button(en.check.turnOff.camera).click();
    await this.page.getByLabel(en.check.rules.accept).check();
    const waits = cameras ? en.check.ready : en.check.readyWithout.camera;
    const ready = this.part === 'mediator' ? en.check.readyConduct : waits;
    await this.button(press ?? ready).click();
  }

  /** As someone does who follows their link for the first time, or again. */
  async arrive(seating?: Seating): Promise<void> {
    await this.openLink();
    await this.getReady(undefined, seating);
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

  async leave(): Promise<void> {
    await this.button(en.room.bar.leave).click();
    await this.confirm(en.room.leave.verb);
    await this.sees(en.guest.left.title);
  }

  /** Waits until these words are on the screen. */
  async sees(words: string): Promise<void> {
    await this.page.getByText(words, { exact: true }).first().waitFor();
  }

  /** Waits until they stand in this room. */
  async isIn(room: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: room, exact: typeof room === 'string' }).waitFor();
  }

  /** Waits until they hear exactly these people; whom they really hear. */
  hears(...parts: readonly Part[]): Promise<readonly number[]> {
    return heard(this.page, tonesOf(...parts), Object.values(tones));
  }

  /** What stands behind a button that opens a menu. */
  async choose(menu: string, item: string): Promise<void> {
    await this.button(menu).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** What the mediator can do to someone who is in the room. */
  async act(on: Part, item: string): Promise<void> {
    await this.openPanel(en.room.bar.people);
    await this.choose(en.room.people.menu.replace('{{name}}', cast[on].name), item);
  }

  /** Answers the dialog that has opened, with a few words where it asks for them. */
  async confirm(verb: string, words?: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    if (words !== undefined) await dialog.getByRole('textbox').fill(words);
    await dialog.getByRole('button', { name: verb, exact: true }).click();
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
  seating?: Seating,
): Promise<{ readonly [P in Part]: Person }> {
  const links = await office.invite(Object.values(cast));
  const sit = (part: Part): Promise<Person> =>
    Person.sitDown(browser, part, links.get(cast[part].name) ?? '');
  const [mediator, applicant, respondent, interpreter] = await Promise.all([
    sit('mediator'),
    sit('applicant'),
    sit('respondent'),
    sit('interpreter'),
  ]);
  const everyone = { mediator, applicant, respondent, interpreter };
  await seat(Object.values(everyone), seating);
  await openJoint(everyone.mediator, Object.values(everyone));
  return everyone;
}

/**
 * From their links into the session: the mediator, who comes first, lets the others in, each into their side's own
 * room until the joint session is opened.
 */
export async function seat([mediator, ...others]: readonly Person[], seating?: Seating): Promise<void> {
  if (mediator === undefined) return;
  const everyone = [mediator, ...others];
  await Promise.all(everyone.map((person) => person.openLink()));
  await mediator.getReady(undefined, seating);
  await mediator.inRoom();
  await Promise.all(others.map((person) => person.getReady(undefined, seating)));
  for (const { part } of others) await admit(mediator, cast[part].name);
  await Promise.all(others.map((person) => person.inRoom()));
  if (seating?.microphones !== false) await Promise.all(everyone.map((person) => person.unmute()));
}

/** Opens the joint session with everyone in it, and waits until these are there. */
export const openJoint = (mediator: Person, people: readonly Person[]): Promise<void> =>
  gather(en.board.gather.open, mediator, people);

/** Brings everyone back into the joint session, and waits until these are there. */
export const bringTogether = (mediator: Person, people: readonly Person[]): Promise<void> =>
  gather(en.board.gather.together, mediator, people);

async function gather(verb: string, mediator: Person, people: readonly Person[]): Promise<void> {
  await mediator.openPanel(en.board.bar);
  await mediator.page.getByLabel(en.board.gather.countdown, { exact: true }).selectOption('3');
  await mediator.button(verb).click();
  for (const person of people) await person.isIn(en.room.kind.plenary);
}

export async function admit(mediator: Person, name: string): Promise<void> {
  const entry = mediator.page.getByRole('listitem').filter({ hasText: name });
  await entry.getByRole('button', { name: en.room.needs.admit, exact: true }).first().click();
}

export const unmute = (page: Page): Promise<void> =>
  pressUntil(
    page.getByRole('button', { name: en.room.bar.unmute, exact: true }),
    page.getByRole('button', { name: en.room.bar.mute, exact: true }),
  );

/** Presses again when a line that was just coming back did not take the first press, as a person would. */
export async function pressUntil(button: Locator, done: Locator): Promise<void> {
  for (let press = 0; press < 5; press++) {
    // On the way from one room to another there may be neither.
    await button.or(done).first().waitFor();
    if (await done.isVisible()) return;
    await button.click({ timeout: 6_000 }).catch(() => undefined);
    await done.waitFor({ timeout: 6_000 }).catch(() => undefined);
  }
  await done.waitFor();
}
