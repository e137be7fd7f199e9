import type { Browser, Locator, Page } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import { seatAt } from './browser.ts';
import { comeIn } from './coming-in.ts';
import { Conductor } from './conductor.ts';
import { openOffice } from './office.ts';
import { type Ear, record } from './recorder.ts';
import type { Server } from './server.ts';

/** Each microphone is a tone of its own, far enough apart to be told from the others in a short while. */
export const voices = { Li: 700, Zhou: 1_300, Xu: 1_900, Lu: 2_800 } as const;
type Name = keyof typeof voices;

const words = en.interpretation;
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, key: string) => values[key] ?? '');

/** The joint session of a party who speaks Chinese and one who speaks English, with two interpreters, all in browsers. */
export class Booths {
  readonly conductor: Conductor;
  readonly #pages: ReadonlyMap<Name, Page>;

  private constructor(conductor: Conductor, pages: ReadonlyMap<Name, Page>) {
    this.conductor = conductor;
    this.#pages = pages;
  }

  static async open(server: Server, browser: Browser, ear?: Ear): Promise<Booths> {
    const office = await openOffice(server);
    const links = await office.invite([
      { role: 'mediator', name: 'Sun', languages: ['zh', 'en'] },
      { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
      { role: 'party', side: 1, name: 'Zhou', languages: ['en'] },
      { role: 'interpreter', side: null, name: 'Xu', languages: ['zh', 'en'] },
      { role: 'interpreter', side: null, name: 'Lu', languages: ['zh', 'en'] },
    ]);
    const conductor = await Conductor.connect(links.get('Sun') ?? '');
    const pages = new Map<Name, Page>();
    const comes = async (name: Name): Promise<void> => {
      const { page } = await seatAt(browser, voices[name], { programs: true });
      await comeIn({ page, link: links.get(name) ?? '', name, conductor, cameras: true });
      await record(page, Object.values(voices), ear);
      pages.set(name, page);
    };
    await Promise.all((Object.keys(voices) as Name[]).map(comes));
    await conductor.ask('joint.gather', { seconds: 0 });
    const plenary = conductor.view.board?.rooms.find(({ kind }) => kind === 'plenary');
    if (plenary === undefined) throw new Error('there is no plenary');
    await conductor.settled(
      [...pages.keys()].map((name) => conductor.idOf(name)),
      plenary.id,
    );
    return new Booths(conductor, pages);
  }

  page(name: Name): Page {
    const page = this.#pages.get(name);
    if (page === undefined) throw new Error(`${name} is not here`);
    return page;
  }

  /** Where an interpreter's voice goes. */
  into(name: Name, language: string): Locator {
    return this.#button(name, new RegExp(`^${filled(words.console.into, { language })}`));
  }

  booth(name: Name): Locator {
    return this.#button(name, new RegExp(`^${words.console.booth}`));
  }

  /** The line that says that somebody interprets into the only language this person speaks. */
  listen(name: Name, language: string): Locator {
    return this.#button(name, filled(words.strip.listen, { language }));
  }

  offer(from: Name, to: Name): Locator {
    return this.#button(from, filled(words.handover.offer, { name: to }));
  }

  takeOver(name: Name): Locator {
    return this.#button(name, new RegExp(`^${words.handover.take}`));
  }

  #button(name: Name, label: string | RegExp): Locator {
    return this.page(name).getByRole('button', { name: label, exact: typeof label === 'string' });
  }
}

/** Presses it as a finger does; answers when, milliseconds since 1970. */
export async function press(button: Locator): Promise<number> {
  await button.waitFor();
  return button.evaluate((element: HTMLElement) => {
    const at = Date.now();
    element.click();
    return at;
  });
}
