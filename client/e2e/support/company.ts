import type { ParticipantId, RoomId } from '@parley/shared/ids';
import type { NewPerson } from '@parley/shared/protocol';
import type { Browser, Page } from 'playwright-core';
import { seatAt } from './seat.ts';
import { comeIn } from './coming-in.ts';
import { Conductor } from './conductor.ts';
import { openOffice } from './office.ts';
import { type Ear, record } from './recorder.ts';
import type { Server } from './server.ts';

/** Who comes, and how. */
interface Invitation<Name extends string> {
  readonly cast: Readonly<Record<Name, NewPerson>>;
  /** What each microphone picks up at first. */
  readonly toneOf: (name: Name) => number;
  /** What every page listens for, and how finely. */
  readonly tones: readonly number[];
  readonly ear?: Ear;
  readonly cameras: boolean;
  readonly lifelike?: boolean;
  /** What whoever conducts understands: Chinese, unless said. */
  readonly conducting?: NewPerson['languages'];
}

interface AtPage<Name extends string> {
  readonly part: Name;
  readonly page: Page;
  readonly console: readonly string[];
}

/**
 * People in the joint session, each at a browser whose microphone is a tone of its own and which records what it plays;
 * who conducts has none.
 */
export class Company<Name extends string> {
  readonly conductor: Conductor;
  readonly #people: ReadonlyMap<Name, AtPage<Name>>;

  private constructor(conductor: Conductor, people: ReadonlyMap<Name, AtPage<Name>>) {
    this.conductor = conductor;
    this.#people = people;
  }

  static async gather<Name extends string>(
    server: Server,
    browser: Browser,
    { cast, toneOf, tones, ear, cameras, lifelike = false, conducting = ['zh'] }: Invitation<Name>,
  ): Promise<Company<Name>> {
    const names = Object.keys(cast) as Name[];
    const office = await openOffice(server);
    const links = await office.invite([
      ...names.map((name) => cast[name]),
      { role: 'mediator', name: 'Sun', languages: conducting },
    ]);
    const conductor = await Conductor.connect(links.get('Sun') ?? '');
    const people = new Map<Name, AtPage<Name>>();
    const comes = async (name: Name): Promise<void> => {
      const { page } = await seatAt(browser, toneOf(name), {
        programs: true,
        lifelike,
        longPackets: !lifelike,
      });
      const console: string[] = [];
      page.on('console', (line) => console.push(line.text()));
      page.on('pageerror', (error) => console.push(String(error)));
      people.set(name, { part: name, page, console });
      await comeIn({ page, link: links.get(name) ?? '', name, conductor, cameras });
      await record(page, tones, ear);
    };
    // One after another: all at once they would be no sooner there, and hold each other's media up until they fail.
    for (const name of names) await comes(name);
    const company = new Company(conductor, people);
    await conductor.ask('joint.gather', { seconds: 3 });
    await conductor.settled(company.idsOf(...names), conductor.plenary);
    return company;
  }

  get people(): readonly AtPage<Name>[] {
    return [...this.#people.values()];
  }

  page(name: Name): Page {
    const found = this.#people.get(name);
    if (found === undefined) throw new Error(`${name} is not here`);
    return found.page;
  }

  idsOf(...names: readonly Name[]): ParticipantId[] {
    return names.map((name) => this.conductor.idOf(name));
  }

  /** A private room for these, once they stand in it. */
  async apart(title: string, ...names: readonly Name[]): Promise<RoomId> {
    const participants = this.idsOf(...names);
    const { room } = await this.conductor.ask('caucus.open', { title, minutes: null, participants });
    await this.conductor.settled(participants, room);
    return room;
  }
}
