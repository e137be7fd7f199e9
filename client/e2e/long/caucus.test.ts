import type { NewPerson } from '@parley/shared/protocol';
import type { ParticipantId, RoomId } from '@parley/shared/ids';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { launchBrowser, seatAt } from '../support/browser.ts';
import { Conductor, type Whereabouts } from '../support/conductor.ts';
import { openOffice } from '../support/office.ts';
import { unmute } from '../support/people.ts';
import { record, recorded, type Window50 } from '../support/recorder.ts';
import { heard } from '../support/senses.ts';
import { type RunningServer, runServer } from '../support/server.ts';

/** Six people, each microphone a tone of its own. */
const cast = {
  Chen: { hz: 430, person: { role: 'mediator', name: 'Chen', languages: ['zh'] } },
  Li: { hz: 670, person: { role: 'party', side: 0, name: 'Li', languages: ['zh'] } },
  Wu: { hz: 1_010, person: { role: 'counsel', side: 0, name: 'Wu', languages: ['zh'] } },
  Zhou: { hz: 1_390, person: { role: 'party', side: 1, name: 'Zhou', languages: ['zh'] } },
  Qian: { hz: 1_870, person: { role: 'counsel', side: 1, name: 'Qian', languages: ['zh'] } },
  Xu: { hz: 2_470, person: { role: 'interpreter', side: null, name: 'Xu', languages: ['zh', 'en'] } },
} as const satisfies Record<string, { hz: number; person: NewPerson }>;
type Name = keyof typeof cast;
const names = Object.keys(cast) as Name[];
const tones = names.map((name) => cast[name].hz);

/** Sound is heard a little after it was sent: what a browser has already received, it may still play out. */
const PLAYOUT_MS = 350;
/** Between a room's change and this test's knowledge of it. */
const KNOWN_MS = 150;

let server: RunningServer;
let browser: Browser;
let conductor: Conductor;
const pages = new Map<Name, Page>();
/** What the pages wrote to their consoles: what went wrong in there, for a failure's message. */
const said: string[] = [];

beforeAll(async () => {
  server = await runServer();
  browser = await launchBrowser();
  const office = await openOffice(server);
  const links = await office.invite([
    ...names.map((name) => cast[name].person),
    { role: 'mediator', name: 'Sun', languages: ['zh'] },
  ]);
  conductor = await Conductor.connect(links.get('Sun') ?? '');
  for (const name of names) {
    const { page } = await seatAt(browser, cast[name].hz);
    pages.set(name, page);
    page.on('console', (line) => said.push(`${name}: ${line.text()}`));
    page.on('pageerror', (error) => said.push(`${name}: ${String(error)}`));
    await page.goto(links.get(name) ?? '');
    await page.getByRole('button', { name: en.guest.link.go }).click();
    await page.getByLabel(en.check.rules.accept).check();
    const ready = name === 'Chen' ? en.check.readyConduct : en.check.ready;
    await page.getByRole('button', { name: ready, exact: true }).click();
    const participant = await comes(name);
    if (name !== 'Chen') await conductor.ask('lobby.admit', { participant });
    await unmute(page);
  }
  await conductor.ask('joint.gather', { seconds: 0 });
  await conductor.settled(
    names.map((name) => conductor.idOf(name)),
    plenary(),
  );
}, 240_000);

afterEach(({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(`${said.join('\n')}\n`);
});

afterAll(async () => {
  conductor.close();
  await browser.close();
  await server.close();
});

/** Has come to the door, or in. */
async function comes(name: Name): Promise<ParticipantId> {
  const view = await conductor.until(({ people }) =>
    people.some(
      ({ participant, attendance }) =>
        participant.name === name && (attendance === 'waiting' || attendance === 'here'),
    ),
  );
  const found = view.people.find(({ participant }) => participant.name === name);
  if (found === undefined) throw new Error(`${name} did not come`);
  return found.participant.id;
}

const plenary = (): RoomId => {
  const room = conductor.view.board?.rooms.find(({ kind }) => kind === 'plenary');
  if (room === undefined) throw new Error('there is no plenary');
  return room.id;
};

const pageOf = (name: Name): Page => {
  const page = pages.get(name);
  if (page === undefined) throw new Error(`${name} has no page`);
  return page;
};

const roomOf = (name: Name): RoomId | null => conductor.history.at(-1)?.rooms.get(name) ?? null;

/** The tones of whoever is in the room with them. */
const roommatesTones = (name: Name): number[] =>
  names.filter((other) => other !== name && roomOf(other) === roomOf(name)).map((other) => cast[other].hz);

/** Everyone hears exactly their roommates; so many pairs of them. */
async function expectRoommatesHeard(): Promise<number> {
  const wanted = names.map((name) => [name, roommatesTones(name)] as const);
  const hearing = await Promise.all(
    wanted.map(async ([name, mates]) => [name, await heard(pageOf(name), mates, tones)] as const),
  );
  expect(hearing, `as the server has it: ${asTheServerHasIt()}`).toEqual(wanted);
  return wanted.flatMap(([, mates]) => mates).length;
}

const asTheServerHasIt = (): string =>
  conductor.view.people
    .map(({ participant: { name }, line, attendance, microphone }) =>
      [name, line, attendance, microphone, roomOf(name as Name)].join(' '),
    )
    .join('; ');

/** Whom this listener was in one room with at some time between. */
function roommatesBetween(listener: Name, from: number, to: number): ReadonlySet<Name> {
  const { history } = conductor;
  const within = history.filter((each: Whereabouts, index) => {
    const until = history[index + 1]?.at ?? Number.POSITIVE_INFINITY;
    return until >= from && each.at <= to;
  });
  return new Set(
    within.flatMap(({ rooms }) => {
      const mine = rooms.get(listener) ?? null;
      return names.filter((other) => other !== listener && mine !== null && rooms.get(other) === mine);
    }),
  );
}

/** Where the two were in the two seconds before and after, for a failure's message. */
function whereAt(at: number, ...who: Name[]): string {
  const near = conductor.history.filter((each) => Math.abs(each.at - at) < 2_000);
  return near
    .map(({ at: when, rooms }) => `${Math.round(when - at)}: ${who.map((name) => rooms.get(name)).join(' ')}`)
    .join(', ');
}

function strangersHeard(listener: Name, windows: readonly Window50[]): string[] {
  return windows.flatMap(({ at, tones: sounding }) => {
    const mates = roommatesBetween(listener, at - PLAYOUT_MS, at + KNOWN_MS);
    const strangers = names.filter((name) => sounding.includes(cast[name].hz) && !mates.has(name));
    return strangers.map((name) => `${listener} heard ${name} at ${at}: ${whereAt(at, listener, name)}`);
  });
}

test('two caucuses at once, thirty moves: in no 50 ms window anybody hears somebody from outside their room', {
  timeout: 420_000,
}, async () => {
  const id = (name: Name): ParticipantId => conductor.idOf(name);
  const open = async (title: string, ...members: Name[]): Promise<RoomId> => {
    const participants = members.map(id);
    const { room } = await conductor.ask('caucus.open', { title, minutes: null, participants });
    await conductor.settled(participants, room);
    return room;
  };
  const first = await open('With the applicant', 'Li', 'Wu');
  const second = await open('With the respondent', 'Zhou', 'Qian');
  expect(await expectRoommatesHeard()).toBeGreaterThan(0);
  for (const name of names) await record(pageOf(name), tones);

  const rounds: readonly (readonly [RoomId, ...Name[]])[] = [
    [first, 'Chen'],
    [second, 'Xu'],
    [second, 'Chen'],
    [first, 'Xu'],
    [plenary(), 'Chen', 'Li'],
    [plenary(), 'Zhou', 'Xu'],
    [first, 'Li', 'Chen'],
    [second, 'Zhou', 'Xu'],
    [plenary(), 'Wu', 'Qian', 'Chen'],
    [first, 'Wu'],
    [second, 'Qian', 'Chen'],
    [plenary(), 'Li', 'Wu', 'Zhou', 'Qian', 'Xu', 'Chen'],
    [first, 'Zhou', 'Qian', 'Chen'],
    [second, 'Li', 'Wu', 'Xu'],
  ];
  let moves = 0;
  let pairs = 0;
  for (const [to, ...who] of rounds) {
    await conductor.move(who.map(id), to);
    await conductor.settled(who.map(id), to);
    moves += who.length;
    pairs += await expectRoommatesHeard();
  }
  expect(moves).toBeGreaterThanOrEqual(30);
  expect(pairs).toBeGreaterThan(100);

  let windows = 0;
  let sounding = 0;
  for (const name of names) {
    const taken = await recorded(pageOf(name));
    windows += taken.length;
    sounding += taken.filter(({ tones: heardNow }) => heardNow.length > 0).length;
    expect(strangersHeard(name, taken)).toEqual([]);
  }
  expect(windows).toBeGreaterThan(5_000);
  expect(sounding).toBeGreaterThan(1_000);
});
