import { cleanup } from 'node-datachannel';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Attendant } from './day/attendant.ts';
import { comeIn } from './day/come-in.ts';
import { inHall, type OpenHall } from './day/in-hall.ts';
import { type Link, linkTo } from './network/link.ts';
import { bothSides } from './parley/product.ts';
import type { Tail } from './rtp/packet.ts';
import { streamOf } from './rtp/streams.ts';

// These are about what is heard, not about how long a busy machine needs to start a server.
beforeAll(() => {
  vi.stubEnv('SFU_LEASE_SECONDS', '60');
});
afterAll(() => {
  vi.unstubAllEnvs();
  cleanup();
});

const PEOPLE = 4;
/** Of each voice at everyone, so that what is asked is not asked of nothing. */
const MANY = 100;

/** Every packet that came to somebody. */
class Hearing {
  readonly #tails: Tail[] = [];
  #wanted: { readonly stream: number; readonly more: number; readonly resolve: () => void }[] = [];

  constructor({ ear }: Attendant) {
    const heardTail = ear.heardTail.bind(ear);
    ear.heardTail = (tail, now) => {
      this.#tails.push(tail);
      heardTail(tail, now);
      for (const wish of this.#wanted) if (this.countsOf(wish.stream).length >= wish.more) wish.resolve();
    };
  }

  countsOf(stream: number): number[] {
    return this.#tails.flatMap((tail) => (tail.stream === stream ? [tail.count] : []));
  }

  sentSince(stream: number, moment: number): number {
    return this.#tails.filter((tail) => tail.stream === stream && tail.at > moment).length;
  }

  /** How many are missing between the first and the last of a voice. */
  missing(stream: number): number {
    const counts = new Set(this.countsOf(stream));
    return Math.max(...counts) - Math.min(...counts) + 1 - counts.size;
  }

  /** So many more of a voice have come. */
  more(stream: number, count: number): Promise<void> {
    const more = this.countsOf(stream).length + count;
    return new Promise((resolve) => {
      this.#wanted.push({ stream, more, resolve });
    });
  }
}

const voiceOf = ({ number }: Attendant): number => streamOf(number, 'audio');

/** Everyone hears everyone else in the joint session, by way of the first of so many media nodes. */
async function talking<T>(
  play: (
    open: OpenHall & { readonly link: Link; readonly heard: ReadonlyMap<Attendant, Hearing> },
  ) => Promise<T>,
  nodes = 1,
): Promise<T> {
  let link: Link | null = null;
  const between = async (port: number): Promise<number> => {
    link = await linkTo(port);
    return link.port;
  };
  const scenario = {
    sessions: 1,
    seed: 20_261_130,
    audio: { packetsPerSecond: 50, packetBytes: 120 },
    video: null,
    people: PEOPLE,
    comingMs: 0,
  };
  const product = { workers: 1, nodes, between };
  const size = { people: PEOPLE, interpreters: 0 };
  const cast = bothSides(PEOPLE);
  return inHall({ scenario, cast, size, product }, async (open) => {
    await comeIn(scenario, open.sittings);
    const heard = new Map(open.all.map((each) => [each, new Hearing(each)]));
    await pairs(open.all, heard, (hearing, stream) => hearing.more(stream, MANY));
    if (link === null) throw new Error('nothing stands between server and node');
    try {
      return await play({ ...open, link, heard });
    } finally {
      await link.close();
    }
  });
}

const pairs = <T>(
  of: readonly Attendant[],
  heard: ReadonlyMap<Attendant, Hearing>,
  each: (hearing: Hearing, stream: number) => T,
): Promise<Awaited<T>[]> =>
  Promise.all(
    of.flatMap((listener) =>
      of.flatMap((speaker) => {
        const hearing = heard.get(listener);
        return speaker === listener || hearing === undefined ? [] : [each(hearing, voiceOf(speaker))];
      }),
    ),
  );

/** Their lines are gone, and have all come back. */
const back = (of: readonly Attendant[]): Promise<unknown> =>
  Promise.all(
    of.map(({ person: { line } }) => {
      const again = Promise.withResolvers<void>();
      line.onAgain(() => again.resolve());
      return again.promise;
    }),
  );

/** What they ask for from now on to be heard, or to hear, as somebody does who joins anew. */
function joinings(of: readonly Attendant[]): readonly string[] {
  const asked: string[] = [];
  for (const { person } of of) {
    const { line } = person;
    const ask = line.ask.bind(line);
    line.ask = (name, input) => {
      if (name === 'media.join' || name === 'media.publish') asked.push(name);
      return ask(name, input);
    };
  }
  return asked;
}

test('[TAKE-2] [TAKE-8] a server is killed and comes back: not one packet of anybody is missing, and nobody joins anew', async () => {
  await talking(async ({ hall, all, heard }) => {
    const asked = joinings(all);
    const again = back(all);
    await hall.product.restartServer();
    await again;
    await pairs(all, heard, (hearing, stream) => hearing.more(stream, MANY));
    const none = Array.from({ length: PEOPLE * (PEOPLE - 1) }, () => 0);
    expect(await pairs(all, heard, (hearing, stream) => hearing.missing(stream))).toEqual(none);
    expect(asked).toEqual([]);
  });
});

test('[TAKE-3] whoever was sent elsewhere with the last that the server stored is heard no more once it is back, and nobody else misses anything', async () => {
  await talking(async ({ hall, all, heard, link }) => {
    const [mediator, ...others] = all;
    const moved = others.at(-1);
    if (mediator === undefined || moved === undefined) throw new Error('nobody is there');
    const left = all.filter((each) => each !== moved);
    const asked = joinings(left);
    const again = back(left);
    link.lose();
    const { room } = await mediator.person.line.ask('caucus.open', {
      title: 'Apart',
      participants: [moved.person.line.view.me.participant.id],
      minutes: null,
    });
    // The media node has not heard of it: they hear the others as before, though they themselves fall silent.
    await Promise.all(left.map(async (each) => heard.get(moved)?.more(voiceOf(each), MANY)));
    await hall.product.restartServer(() => link.mend());
    await moved.person.line.until(({ place }) => place.kind === 'room' && place.room === room);
    const since = performance.now();
    await again;
    await pairs(left, heard, (hearing, stream) => hearing.more(stream, MANY));
    const heardOf = (listener: Attendant, speaker: Attendant) =>
      heard.get(listener)?.sentSince(voiceOf(speaker), since);
    expect(left.map((each) => heardOf(each, moved))).toEqual(left.map(() => 0));
    expect(left.map((each) => heardOf(moved, each))).toEqual(left.map(() => 0));
    const none = Array.from({ length: left.length * (left.length - 1) }, () => 0);
    expect(await pairs(left, heard, (hearing, stream) => hearing.missing(stream))).toEqual(none);
    expect(asked).toEqual([]);
  });
});

test('[SFU-41] a media node is killed and stays away: at another one everybody hears everybody again', async () => {
  await talking(async ({ hall, all, heard }) => {
    const asked = joinings(all);
    await hall.product.killNode();
    await pairs(all, heard, (hearing, stream) => hearing.more(stream, MANY));
    expect(asked.filter((name) => name === 'media.join').length).toBeGreaterThanOrEqual(PEOPLE);
  }, 2);
});
