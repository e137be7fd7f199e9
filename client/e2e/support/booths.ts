import type { RoomId } from '@parley/shared/ids';
import type { NewPerson } from '@parley/shared/protocol';
import type { Browser, Locator, Page } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import { Company } from './company.ts';
import type { Conductor } from './conductor.ts';
import type { Ear } from './recorder.ts';
import type { Server } from './server.ts';
import { filled } from './words.ts';

/** Each microphone is a tone of its own, far enough apart to be told from the others in a short while. */
export const voices = { Li: 700, Zhou: 1_300, Xu: 1_900, Lu: 2_800 } as const;
type Name = keyof typeof voices;
const cast = {
  Li: { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
  Zhou: { role: 'party', side: 1, name: 'Zhou', languages: ['en'] },
  Xu: { role: 'interpreter', side: null, name: 'Xu', languages: ['zh', 'en'] },
  Lu: { role: 'interpreter', side: null, name: 'Lu', languages: ['zh', 'en'] },
} satisfies Record<Name, NewPerson>;

const words = en.interpretation;
/** The joint session of a party who speaks Chinese and one who speaks English, with two interpreters, all in browsers. */
export class Booths {
  readonly #company: Company<Name>;

  private constructor(company: Company<Name>) {
    this.#company = company;
  }

  static async open(server: Server, browser: Browser, ear?: Ear): Promise<Booths> {
    const company = await Company.gather(server, browser, {
      cast,
      toneOf: (name) => voices[name],
      tones: Object.values(voices),
      ...(ear === undefined ? {} : { ear }),
      cameras: true,
      lifelike: true,
      conducting: ['zh', 'en'],
    });
    return new Booths(company);
  }

  get conductor(): Conductor {
    return this.#company.conductor;
  }

  page(name: Name): Page {
    return this.#company.page(name);
  }

  apart(title: string, ...names: readonly Name[]): Promise<RoomId> {
    return this.#company.apart(title, ...names);
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

/**
 * Presses again what a line that was just coming back did not take, as a person would, until it shows; answers when the
 * last time, milliseconds since 1970.
 */
export async function pressFor(
  pressed: () => Promise<number>,
  shows: Locator,
  state: 'visible' | 'hidden' = 'visible',
): Promise<number> {
  for (let left = 5; left > 1; left -= 1) {
    const at = await pressed();
    const isTaken = await shows.waitFor({ state, timeout: 6_000 }).then(
      () => true,
      () => false,
    );
    if (isTaken) return at;
  }
  const at = await pressed();
  await shows.waitFor({ state });
  return at;
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
