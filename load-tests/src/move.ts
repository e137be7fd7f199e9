import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '@parley/client/e2e/browser';
import { seatAt } from '@parley/client/e2e/seat';
import { comeIn } from '@parley/client/e2e/coming-in';
import { Conductor } from '@parley/client/e2e/conductor';
import { openOffice } from '@parley/client/e2e/office';
import { unmute } from '@parley/client/e2e/people';
import { runServer } from '@parley/client/e2e/server';
import { yielding } from '@parley/client/e2e/yielding';
import type { ParticipantId, RoomId } from '@parley/shared/ids';
import type { Page } from 'playwright-core';
import { longestHoldUp, watchHoldUps } from './move/hold-ups.ts';
import { Trace } from './move/record.ts';
import { Progress } from './progress.ts';
import { quantiles } from './quantiles.ts';

/**
 * From the press that moves somebody to the last packet of the room they leave, and to the first packet of the room
 * they come into, in both directions, as the SFU forwards them: a party with an open microphone goes to and fro between
 * the joint session and their side's room, with somebody in each. The browsers leave the processor to the server:
 * people have machines of their own. Into the joint session one comes muted, and opens the microphone there before the
 * next move: then the first packet is the one they hear.
 */
const MOVES = Number(process.env['MOVES'] ?? 500);
/** In the room there is one other person: each hears the other. */
const SOUNDS = 2;
/** In which the mover settles to talking. */
const REST_MS = 800;

const folder = await mkdtemp(join(tmpdir(), 'parley-move-'));
const traceFile = join(folder, 'trace');
await writeFile(traceFile, '');
const preload = pathToFileURL(join(import.meta.dirname, 'move/trace.ts')).href;
const server = await runServer({ MOVE_TRACE: traceFile, NODE_OPTIONS: `--import=${preload}` });
const browser = await launchBrowser({ program: await yielding(folder) });
const pages: Page[] = [];
try {
  const office = await openOffice(server);
  const links = await office.invite([
    { role: 'mediator', name: 'Sun', languages: ['zh'] },
    { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
    { role: 'counsel', side: 0, name: 'Wu', languages: ['zh'] },
    { role: 'party', side: 1, name: 'Zhou', languages: ['zh'] },
  ]);
  const conductor = await Conductor.connect(links.get('Sun') ?? '');
  for (const [index, name] of ['Li', 'Wu', 'Zhou'].entries()) {
    const { page } = await seatAt(browser, 500 + 400 * index, { lifelike: true });
    await page.addInitScript(watchHoldUps);
    pages.push(page);
    await comeIn({ page, link: links.get(name) ?? '', name, conductor, cameras: true });
  }
  const rooms = conductor.view.board?.rooms ?? [];
  const idOf = (name: string): ParticipantId => conductor.idOf(name);
  const plenary = idIn(rooms.find(({ kind }) => kind === 'plenary'));
  const arrival = idIn(conductor.view.people.find(({ participant }) => participant.name === 'Li'));
  await conductor.ask('joint.gather', { seconds: 3 });
  await conductor.settled([idOf('Li'), idOf('Wu'), idOf('Zhou')], plenary);
  await conductor.ask('people.move', { participants: [idOf('Wu')], to: arrival });
  await conductor.settled([idOf('Wu')], arrival);

  // To come in takes a page a while.
  await holdUps();
  const progress = new Progress(MOVES, 'moves');
  const results: Move[] = [];
  while (results.length < MOVES) {
    const muted = results.length % 2 === 1;
    results.push(
      await moveOnce(
        conductor,
        idOf('Li'),
        muted ? { to: plenary, sounds: 1 } : { to: arrival, sounds: SOUNDS },
      ),
    );
    const [mover] = pages;
    if (muted && mover !== undefined) await unmute(mover);
    progress.step();
  }
  print(results, await holdUps());
  conductor.close();
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

/** Milliseconds since the press. */
interface Move {
  readonly accepted: number;
  readonly lastOld: number;
  /** The mover's microphone is open at the SFU, in the new room. */
  readonly opened: number;
  readonly firstNew: number;
}

function idIn(found: { readonly id: RoomId } | { readonly room: RoomId | null } | undefined): RoomId {
  const id = found === undefined ? null : 'id' in found ? found.id : found.room;
  if (id === null) throw new Error('no such room');
  return id;
}

function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Begins once the mover is heard and hears, and ends once that is so again in the other room. */
async function moveOnce(
  conductor: Conductor,
  who: ParticipantId,
  { to, sounds }: { readonly to: RoomId; readonly sounds: number },
): Promise<Move> {
  const mover = (): unknown => conductor.view.people.find(({ participant }) => participant.id === who);
  await until((all) => flowing(all) === SOUNDS, mover);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const before = (await traces()).length;
  const pressed = clock();
  await conductor.ask('people.move', { participants: [who], to });
  const accepted = clock() - pressed;
  const [firsts, lasts, opened] = await until((all) => {
    const of = (kind: Trace['kind']): number[] =>
      all.slice(before).flatMap((trace) => (trace.kind === kind ? [trace.at - pressed] : []));
    const found = [of('first'), of('last'), of('opened')] as const;
    const [first, last] = found;
    return first.length === sounds && last.length === SOUNDS ? found : false;
  }, mover);
  return {
    accepted,
    lastOld: Math.max(...lasts),
    opened: Math.max(...opened),
    firstNew: Math.max(...firsts),
  };
}

/** Sounds that have begun and not ended. */
function flowing(all: readonly Trace[]): number {
  return all.reduce((count, { kind }) => count + (kind === 'first' ? 1 : kind === 'last' ? -1 : 0), 0);
}

/**
 * Of the mover's page first: one that is held up for more than a second loses its line, and after the grace period its
 * open microphone. Then it is the machine that has no time.
 */
function holdUps(): Promise<(number | null)[]> {
  return Promise.all(pages.map((page) => longestHoldUp(page, 10_000)));
}

/** Looks at what was traced until it is as wanted. `mover`: what the server says of them when it never is. */
async function until<T>(wanted: (all: readonly Trace[]) => T | false, mover: () => unknown): Promise<T> {
  const deadline = clock() + 20_000;
  for (;;) {
    const all = await traces();
    const found = wanted(all);
    if (found !== false) return found;
    if (clock() > deadline) {
      const said = { mover: mover(), traces: all.slice(-10), pages: await holdUps(), load: loadavg() };
      throw new Error(`the sounds do not come: ${JSON.stringify(said)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function traces(): Promise<Trace[]> {
  const text = await readFile(traceFile, 'utf8');
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => Trace.parse(JSON.parse(line)));
}

/**
 * What a move would have taken at best had the microphone stayed open at the SFU and only been given another room:
 * without the time from the last old packet until it was open anew.
 */
function reTagged({ lastOld, opened, firstNew }: Move): number {
  return firstNew - Math.max(0, opened - lastOld);
}

function print(moves: readonly Move[], held: readonly (number | null)[]): void {
  const [cpu] = cpus();
  console.log(
    `${moves.length} moves on ${cpus().length} × ${cpu?.model ?? 'unknown'}, loopback; since the press`,
  );
  const steps = [
    ['move accepted', 'accepted'],
    ['last old packet', 'lastOld'],
    ['microphone open', 'opened'],
    ['first new packet', 'firstNew'],
  ] as const;
  for (const [name, step] of steps) {
    console.log(
      quantiles(
        name,
        moves.map((move) => move[step]),
      ),
    );
  }
  console.log(quantiles('re-tagged, at best', moves.map(reTagged)));
  const longest = held.map((each) => (each === null ? 'no answer' : `${each.toFixed(0)} ms`));
  console.log(
    `pages could do nothing for at most ${longest.join(', ')}: over a second, these are no figures`,
  );
}
