import type { Locator } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import type { Person } from './people.ts';
import { filledWith } from './words.ts';

const words = en.board;
type Side = keyof typeof en.common.side;

/** What the board calls the room in which a side arrives, and the private talk with it that takes one press. */
export const arrivalOf = (side: Side): string => filledWith(words.arrivalOf, en.common.side[side]);
export const talkOf = (side: Side): string => filledWith(words.titleOfSide, en.common.side[side]);
/** What stands above a private room for those in it. */
export const caucusNamed = (title: string): string => `${en.room.kind.caucus} · ${title}`;

/** The board on a mediator's screen: rooms as cards, people as chips. */
export class Board {
  readonly #mediator: Person;

  constructor(mediator: Person) {
    this.#mediator = mediator;
  }

  card(room: string): Locator {
    return this.#mediator.page.getByRole('listitem', { name: room, exact: true });
  }

  chip(room: string, name: string): Locator {
    return this.card(room).getByRole('button', { name: new RegExp(`^${name} `) });
  }

  /** What opens the menu of somebody's chip. */
  menuOf(room: string, name: string): Locator {
    return this.card(room).getByRole('button', { name: filledWith(words.chip.menu, name), exact: true });
  }

  /** What brings the mediator into a room. */
  entering(room: string): Locator {
    return this.card(room).getByRole('button', { name: filledWith(words.enterRoom, room), exact: true });
  }

  /** Waits until it shows somebody in a room. */
  shows(room: string, name: string): Promise<void> {
    return this.card(room)
      .getByRole('list', { name: filledWith(words.peopleIn, room) })
      .getByText(name)
      .first()
      .waitFor();
  }

  /** By the menu of their chip, whatever panel is open. */
  async move(from: string, name: string, to: string): Promise<void> {
    await this.#mediator.openPanel(words.bar);
    await this.menuOf(from, name).click();
    await this.#mediator.page.getByRole('menuitem', { name: to, exact: true }).click();
  }

  /** As a hand does it: pressed, carried over some way, let go. */
  async drag(what: Locator, to: Locator): Promise<void> {
    const { mouse } = this.#mediator.page;
    await to.scrollIntoViewIfNeeded();
    await mouse.move(...(await centre(what)));
    await mouse.down();
    await mouse.move(...(await centre(to)), { steps: 12 });
    await mouse.up();
  }

  /** The same, to where a new private talk is made: that is shown only while somebody is carried. */
  async dragToNew(what: Locator): Promise<void> {
    const { mouse } = this.#mediator.page;
    const [x, y] = await centre(what);
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x, y + 20, { steps: 4 });
    const to = this.#mediator.page.getByRole('listitem').filter({ hasText: words.newCaucus });
    await mouse.move(...(await centre(to)), { steps: 12 });
    await mouse.up();
  }

  /** What waits for the mediator. */
  get needs(): Locator {
    const name = new RegExp(`^${en.room.needs.title}`);
    return this.#mediator.page.getByRole('region', { name });
  }

  /** What names those who would not understand each other. */
  get missing(): Locator {
    return this.#mediator.page.getByRole('dialog', { name: words.missing.title });
  }

  /** What names opposing sides. */
  get guard(): Locator {
    return this.#mediator.page.getByRole('dialog', { name: words.guard.title });
  }
}

async function centre(of: Locator): Promise<readonly [number, number]> {
  await of.scrollIntoViewIfNeeded();
  const box = await of.boundingBox();
  if (box === null) throw new Error('it is not on the screen');
  return [box.x + box.width / 2, box.y + box.height / 2];
}
