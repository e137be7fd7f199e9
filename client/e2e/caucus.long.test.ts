import type { NewPerson } from '@parley/shared/protocol';
import type { RoomId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { retune } from './support/seat.ts';
import { Company } from './support/company.ts';
import { unmute } from './support/people.ts';
import { playing, recorded, type Window43 } from './support/recorder.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

/** Six people, no cameras. */
const cast = {
  Chen: { role: 'mediator', name: 'Chen', languages: ['zh'] },
  Li: { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
  Wu: { role: 'counsel', side: 0, name: 'Wu', languages: ['zh'] },
  Zhou: { role: 'party', side: 1, name: 'Zhou', languages: ['zh'] },
  Qian: { role: 'counsel', side: 1, name: 'Qian', languages: ['zh'] },
  Xu: { role: 'interpreter', side: null, name: 'Xu', languages: ['zh', 'en'] },
} as const satisfies Record<string, NewPerson>;
type Name = keyof typeof cast;
const names = Object.keys(cast) as Name[];

/**
 * Once all stand where they are meant to, each microphone takes another tone, so that a sound tells whose it is and
 * since when it may have been said, however late it is played. After so many changes a tone returns.
 */
const ROUNDS = 4;
/** Ever wider apart, so that what two tones make together is none of the others. */
const toneOf = (name: Name, stage: number): number =>
  Math.round(500 * 1.105 ** (names.indexOf(name) * ROUNDS + (stage % ROUNDS)));
const tones = Array.from({ length: ROUNDS }, (_, stage) => names.map((name) => toneOf(name, stage))).flat();

/** While one set of tones was on the way: from when it was first said until nothing older was said any more. */
interface Stage {
  readonly from: number;
  until: number;
}
const stages: Stage[] = [{ from: 0, until: Number.POSITIVE_INFINITY }];

let server: Server;
let browser: Browser;
let company: Company<Name>;

beforeAll(async () => {
  server = sharedServer();
  browser = await launchBrowser();
  company = await Company.gather(server, browser, {
    cast,
    toneOf: (name) => toneOf(name, 0),
    tones,
    cameras: false,
  });
}, 120_000);

tellOfFailures(
  () => company.people,
  () => server,
);

afterAll(async () => {
  company.conductor.close();
  await browser.close();
});

const roomOf = (name: Name): RoomId | null => company.conductor.history.at(-1)?.rooms.get(name) ?? null;

const plenary = (): RoomId => company.conductor.plenary;
/** The room in which a side arrives. */
function arrivalOf(name: 'Li' | 'Zhou'): RoomId {
  const { people, board } = company.conductor.view;
  const person = people.find(({ participant }) => participant.name === name)?.participant;
  const found = board?.rooms.find(
    ({ kind, side }) =>
      kind === 'arrival' && person !== undefined && 'side' in person && side === person.side,
  );
  if (found === undefined) throw new Error('there is no such room');
  return found.id;
}

type Places = readonly (readonly [RoomId, ...Name[]])[];

/** Whom the mediator has sent among people of both sides comes there muted, and opens their microphone. */
async function speaks(name: Name): Promise<void> {
  const microphoneIn = ({ people }: SessionView) =>
    people.find(({ participant }) => participant.name === name)?.microphone;
  const view = await company.conductor.until((each) => microphoneIn(each) !== 'none');
  if (microphoneIn(view) === 'open') return;
  // What was decided may have yet to come to the page.
  await button(name, en.room.bar.unmute).waitFor();
  await unmute(company.page(name));
}
const button = (name: Name, words: string): Locator =>
  company.page(name).getByRole('button', { name: words, exact: true });

/**
 * Everyone comes to stand where they are meant to, and hears exactly what their roommates say from then on; so many
 * pairs of them.
 */
async function expectAt(places: Places): Promise<number> {
  await Promise.all(places.map(([room, ...who]) => company.conductor.settled(company.idsOf(...who), room)));
  await Promise.all(names.map(speaks));
  const last = stages.at(-1);
  const stage = stages.push({ from: Date.now(), until: Number.POSITIVE_INFINITY }) - 1;
  await Promise.all(names.map((name) => retune(company.page(name), toneOf(name, stage))));
  const matesOf = (name: Name): Name[] =>
    names.filter((other) => other !== name && roomOf(other) === roomOf(name));
  const wanted = names.map((name) => [name, matesOf(name).map((mate) => toneOf(mate, stage))] as const);
  const heard = await Promise.all(
    wanted.map(async ([name, mates]) => [name, await playing(company.page(name), mates)] as const),
  );
  expect(heard, `as the server has it: ${asTheServerHasIt()}`).toEqual(wanted);
  if (last !== undefined) last.until = Date.now();
  return wanted.flatMap(([, mates]) => mates).length;
}

const asTheServerHasIt = (): string =>
  company.conductor.view.people
    .map(({ participant: { name }, line, attendance, microphone, room }) =>
      [name, line, attendance, microphone, room].join(' '),
    )
    .join('; ');

/** Whom this listener was in one room with at some time between. */
function roommatesBetween(listener: Name, from: number, to: number): ReadonlySet<Name> {
  const { history } = company.conductor;
  const within = history.filter(({ at }, index) => {
    const until = history[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    return until >= from && at <= to;
  });
  return new Set(
    within.flatMap(({ rooms }) => {
      const mine = rooms.get(listener) ?? null;
      return names.filter((other) => other !== listener && mine !== null && rooms.get(other) === mine);
    }),
  );
}

/** Who is heard that was in another room whenever it can have been said; `later`: as if it had been so many stages later. */
function strangersHeard(listener: Name, windows: readonly Window43[], later = 0): string[] {
  return windows.flatMap(({ at, tones: sounding }) =>
    names
      .filter((name) =>
        stagesHeard(name, at, sounding).some((index) => {
          const stage = stages[index + later];
          if (stage === undefined) return false;
          const until = later === 0 ? Math.min(stage.until, at) : stage.until;
          return !roommatesBetween(listener, stage.from, until).has(name);
        }),
      )
      .map((name) => `${listener} heard ${name} at ${at}: ${whereAt(at, listener, name)}`),
  );
}

/** The last stages with a tone of this person's that sounds. */
const stagesHeard = (name: Name, at: number, sounding: readonly number[]): number[] =>
  Array.from({ length: ROUNDS }, (_, round) =>
    stages.findLastIndex(({ from }, index) => index % ROUNDS === round && from <= at),
  ).filter((index) => index >= 0 && sounding.includes(toneOf(name, index)));

/** Where the two were in the two seconds before and after, for a failure's message. */
function whereAt(at: number, ...who: Name[]): string {
  const near = company.conductor.history.filter((each) => Math.abs(each.at - at) < 2_000);
  return near
    .map(({ at: when, rooms }) => `${Math.round(when - at)}: ${who.map((name) => rooms.get(name)).join(' ')}`)
    .join(', ');
}

test('[AUD-2] [MEDIA-1] [MEDIA-2] two caucuses at once, thirty moves: everyone hears their roommates, and in no 43 ms window anybody from outside their room', async () => {
  let moves = 0;
  let pairs = 0;
  const at = async (...places: Places): Promise<void> => {
    pairs += await expectAt(places);
  };
  /** Some of them at the same time, each to a room of their own. */
  const move = async (...places: Places): Promise<void> => {
    await Promise.all(places.map(([to, ...who]) => company.conductor.move(company.idsOf(...who), to)));
    moves += places.flatMap(([, ...who]) => who).length;
    await at(...places);
  };
  const open = async (title: string, ...who: readonly Name[]): Promise<RoomId> => {
    const wish = { title, minutes: null, participants: company.idsOf(...who) };
    moves += who.length;
    return (await company.conductor.ask('caucus.open', wish)).room;
  };
  await at([plenary(), ...names]);

  const one = await open('With the applicant', 'Li', 'Wu');
  const two = await open('With the respondent', 'Zhou', 'Qian');
  await at([one, 'Li', 'Wu'], [two, 'Zhou', 'Qian'], [plenary(), 'Chen', 'Xu']);
  await move([one, 'Chen'], [two, 'Xu']);
  await move([two, 'Chen'], [one, 'Xu']);
  await move([two, 'Li'], [one, 'Zhou']);
  await move([plenary(), ...names]);

  const three = await open('With the applicant again', 'Chen', 'Li', 'Wu');
  const four = await open('With the respondent again', 'Xu', 'Zhou', 'Qian');
  await at([three, 'Chen', 'Li', 'Wu'], [four, 'Xu', 'Zhou', 'Qian']);
  await move([plenary(), 'Wu', 'Qian']);
  await Promise.all([three, four].map((room) => company.conductor.ask('caucus.close', { room })));
  moves += 4;
  await at([arrivalOf('Li'), 'Li'], [arrivalOf('Zhou'), 'Zhou'], [plenary(), 'Chen', 'Xu', 'Wu', 'Qian']);
  await company.conductor.ask('joint.gather', { seconds: 3 });
  moves += 2;
  await at([plenary(), ...names]);
  expect(moves).toBeGreaterThanOrEqual(30);
  expect(pairs).toBeGreaterThan(100);

  const taken = await Promise.all(
    names.map(async (name) => [name, await recorded(company.page(name))] as const),
  );
  expect(taken.flatMap(([name, windows]) => strangersHeard(name, windows))).toEqual([]);
  // The measure would have noticed: the same said one stage later is strangers' to everyone.
  for (const [name, windows] of taken) expect(strangersHeard(name, windows, 1)).not.toEqual([]);
  const windows = taken.flatMap(([, each]) => each);
  expect(windows.length).toBeGreaterThan(2_000);
  expect(windows.filter((each) => each.tones.length > 0).length).toBeGreaterThan(1_000);
});
