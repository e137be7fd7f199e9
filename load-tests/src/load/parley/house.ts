import { openOffice } from '@parley/client/e2e/office';
import { runServer } from '@parley/client/e2e/server';
import type { ParticipantId } from '@parley/shared/ids';
import type { NewPerson } from '@parley/shared/protocol';
import { version } from 'mediasoup';
import { familyOf } from '../machine/processes.ts';
import type { Scenario } from '../scenario.ts';
import type { Guest, House, Venue } from '../venue.ts';
import { Person } from './person.ts';

const LANGUAGES = ['en'];

/** Who comes, in their order: a mediator who conducts, both sides by turns, and those who only listen as observers. */
function castOf({ speakers, listeners }: Pick<Scenario, 'speakers' | 'listeners'>): NewPerson[] {
  return Array.from({ length: speakers + listeners }, (_, number): NewPerson => {
    const person = { name: `Guest ${number}`, languages: LANGUAGES };
    if (number === 0) return { ...person, role: 'mediator' };
    if (number >= speakers) return { ...person, role: 'observer' };
    return { ...person, role: number < 3 ? 'party' : 'counsel', side: number % 2 };
  });
}

/** The product as an operator would run it, with one media worker, so that what it takes is of one core. */
export const parley: Venue = {
  name: 'Parley',
  what: `Parley with mediasoup ${version}, one worker`,
  open: async (scenario) => {
    const server = await runServer({ SFU_WORKERS: '1' });
    try {
      const office = await openOffice(server);
      const links = await office.invite(castOf(scenario));
      const family = await familyOf(server.pid());
      const isMedia = ({ name }: { readonly name: string }): boolean => name.startsWith('mediasoup');
      return new ParleyHouse(links, {
        media: family.filter(isMedia).map(({ pid }) => pid),
        rest: family.filter((each) => !isMedia(each)).map(({ pid }) => pid),
        close: () => server.close(),
      });
    } catch (error) {
      await server.close();
      throw error;
    }
  },
};

class ParleyHouse implements House {
  readonly media: readonly number[];
  readonly rest: readonly number[];
  readonly #links: ReadonlyMap<string, string>;
  readonly #end: () => Promise<void>;
  readonly #people: Person[] = [];

  constructor(
    links: ReadonlyMap<string, string>,
    {
      media,
      rest,
      close,
    }: { readonly media: number[]; readonly rest: number[]; readonly close: () => Promise<void> },
  ) {
    if (media.length !== 1) throw new Error(`one media worker was asked for; there are ${media.length}`);
    this.#links = links;
    this.media = media;
    this.rest = rest;
    this.#end = close;
  }

  async join(guest: Guest): Promise<number> {
    const person = await Person.sitDown(this.#links.get(`Guest ${guest.number}`) ?? '', guest);
    this.#people.push(person);
    if (this.#people.length === 1) letIn(person);
    const pressed = performance.now();
    await person.enter();
    // From now on whoever is let in comes into the joint session.
    if (this.#people.length === 1) await person.line.ask('joint.gather', { seconds: 0 });
    return pressed;
  }

  async close(): Promise<void> {
    for (const person of this.#people) person.close();
    await this.#end();
  }
}

/** A mediator who lets in everybody who waits, at once. */
function letIn({ line }: Person): void {
  const asked = new Set<ParticipantId>();
  line.on('view', ({ view }) => {
    for (const { participant, attendance } of view.people) {
      if (attendance !== 'waiting' || asked.has(participant.id)) continue;
      asked.add(participant.id);
      void line.ask('lobby.admit', { participant: participant.id });
    }
  });
}
