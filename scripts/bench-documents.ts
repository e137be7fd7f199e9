import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attack } from '../server/src/agreement/testing/bench/attacked.ts';
import { type Attack, attacks } from '../server/src/agreement/testing/bench/attacks.ts';
import { BenchChild } from '../server/src/agreement/testing/bench/bench-child.ts';
import {
  fillDocument,
  openCold,
  type Opened,
  type Took,
} from '../server/src/agreement/testing/bench/cold.ts';
import { Peer } from '../server/src/agreement/testing/bench/peer.ts';
import { type Round, type Server, Typists } from '../server/src/agreement/testing/bench/typing.ts';
import { connectStore } from '../server/src/store/database.ts';
import { type Embedded, startEmbedded } from '../server/src/store/embedded/index.ts';

/** `npm run bench:documents [-- --only opening|typing|attacks --json <file>]`: what the documents' gate costs, over a database of its own. */
const EDITS = 260_000;
const EDITORS = 20;
const A_SECOND = 200;
const SECONDS = Number(process.env['SECONDS'] ?? 5);
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
/** Servers run for days: each is measured when its engine knows what it does. */
const WARM_UP = { seconds: 20, aSecond: 1_000 };
/** What others may wait for somebody who sends what is dear. */
const STALL_MS = 50;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
const median = (all: readonly number[]): number => quantile(all, 0.5);

const inOrder = (all: readonly number[]): string =>
  all
    .toSorted((a, b) => a - b)
    .map((ms) => ms.toFixed(0))
    .join(', ');

/** The servers by turns, so that what else the machine does meets all of them. */
async function compare(ours: Server): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const peers = [
    await peer('y-websocket', false),
    await peer('hocuspocus', true),
    await peer('y-websocket', false, folder),
  ];
  const servers = [];
  try {
    for (const server of [ours, ...peers]) servers.push(await Typists.open(server, EDITORS));
    for (const server of servers) await server.press(WARM_UP.seconds, WARM_UP.aSecond);
    const rounds = servers.map((): Round[] => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, server] of servers.entries()) {
        rounds[index]?.push(await server.measure(SECONDS, A_SECOND));
      }
    }
    tellOf(rounds);
    if (values.json !== undefined) await writeFile(values.json, JSON.stringify(toldOf(rounds)));
  } finally {
    for (const server of servers) server.close();
    for (const each of peers) await each.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function peer(name: string, named: boolean, folder: string | null = null): Promise<Peer> {
  const script = fileURLToPath(new URL(`../load-tests/src/documents/${name}.ts`, import.meta.url));
  return Peer.start(script, named, folder);
}

const NAMES = ['this one', 'y-websocket', 'Hocuspocus', 'y-websocket with LevelDB'];

/** The same for a program, which reads it strictly. */
const toldOf = (rounds: readonly (readonly Round[])[]) => ({
  editors: EDITORS,
  aSecond: A_SECOND,
  servers: rounds.map((all, index) => ({
    name: NAMES[index],
    rounds: all.map(({ cpu, remote, stored }) => ({
      delivered: remote.length,
      acknowledged: stored.length,
      cpuEachUs: cpu / remote.length,
      // Of none there is no quantile, and JSON has null for what is no number.
      remoteP50Ms: quantile(remote, 0.5),
      remoteP99Ms: quantile(remote, 0.99),
      storedP99Ms: quantile(stored, 0.99),
    })),
  })),
});

function tellOf(rounds: readonly (readonly Round[])[]): void {
  say(
    `${EDITORS} editors, ${A_SECOND} edits a second, medians of ${ROUNDS} rounds of ${SECONDS} s by turns, all of them warm:`,
  );
  const costs = rounds.map((all) => all.map(({ cpu, remote }) => cpu / remote.length));
  for (const [index, name] of NAMES.entries()) {
    const all = rounds[index] ?? [];
    const [half, most] = [0.5, 0.99].map((share) => median(all.map(({ remote }) => quantile(remote, share))));
    const stored = median(all.map(({ stored: each }) => quantile(each, 0.99)));
    const kept = Number.isNaN(stored)
      ? 'nothing is acknowledged'
      : `acknowledged p99 ${stored.toFixed(1)} ms`;
    const cost = median(costs[index] ?? []).toFixed(1);
    say(
      `  ${name.padEnd(24)} ${cost} µs of CPU per delivered edit; seen elsewhere p50 ${half?.toFixed(1)} ms, p99 ${most?.toFixed(1)} ms; ${kept} (${all.map(({ remote }) => remote.length).join(', ')})`,
    );
  }
  const [own = [], y = [], hocuspocus = [], keeping = []] = costs;
  const better = y.map((cost, round) => Math.min(cost, hocuspocus[round] ?? Number.NaN));
  tellOfRatio(own, better, 'the better of the two takes that keep nothing');
  tellOfRatio(own, keeping, 'y-websocket takes that keeps what is written, and waits for nothing');
}

function tellOfRatio(own: readonly number[], others: readonly number[], whom: string): void {
  const ratios = own.map((cost, round) => cost / (others[round] ?? Number.NaN));
  const all = ratios.map((ratio) => ratio.toFixed(2)).join(', ');
  say(`  ${median(ratios).toFixed(2)} of what ${whom} (${all})`);
}

/** So long others may stand still at most before it is told as «over» that: their processes are ended then. */
const LONGEST_MS = 30_000;

/** How long everyone else waits while somebody sends what is dear; of others each time with a server started afresh. */
async function attacked(child: BenchChild): Promise<void> {
  say(
    `hostile pages: the longest in which the server could do nothing else (of this one at most ${STALL_MS} ms), and beside it others that got the same`,
  );
  for (const each of attacks) {
    const { stall, cpu, bytes, closed } = await attack(child, each);
    const end = closed === null ? '' : `, cut off: ${closed}`;
    say(
      `  ${stall.toFixed(0).padStart(4)} ms, ${cpu.toFixed(0).padStart(5)} ms of CPU: ${each.what} (${bytes} bytes${end})${stall > STALL_MS ? ' TOO LONG' : ''}`,
    );
    const others = [
      await attackedPeer('y-websocket', false, each),
      await attackedPeer('hocuspocus', true, each),
    ];
    say(`        ${others.join('; ')}`);
  }
}

async function attackedPeer(name: string, named: boolean, each: Attack): Promise<string> {
  const server = await peer(name, named);
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), LONGEST_MS);
  try {
    const stood = await Promise.race([attack(server, each), late.promise]);
    if (stood === null) return `${name} over ${LONGEST_MS} ms`;
    return `${name} ${stood.stall.toFixed(0)} ms, ${stood.cpu.toFixed(0)} ms of CPU${stood.closed === null ? '' : ', cut off'}`;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    clearTimeout(timer);
    await server.stop();
  }
}

/** What a document costs that is opened after a long day. */
async function opening(connection: Embedded['connection']): Promise<void> {
  const store = await connectStore(connection, () => undefined);
  const { key, took } = await fillDocument(store, EDITS);
  say(
    `${EDITS} edits of 20 people stored in ${(took / 1_000).toFixed(1)} s (${Math.round((EDITS / took) * 1_000)} a second)`,
  );
  const opened: Opened[] = [];
  for (let time = 0; time < 5; time += 1) opened.push(await openCold(connection, key));
  const [first] = opened;
  say(`opening it (a snapshot of ${first?.bytes} bytes and ${first?.edits} edits):`);
  tellOfOpening(
    'in a process that runs',
    opened.flatMap(({ warm }) => warm),
  );
  tellOfOpening(
    'first thing in a fresh process',
    opened.map(({ cold }) => cold),
  );
  await store.close();
}

function tellOfOpening(where: string, all: readonly Took[]): void {
  const [took, cpu] = [all.map((each) => each.took), all.map((each) => each.cpu)];
  say(`  ${where}: ${inOrder(took)} ms; of its own work ${inOrder(cpu)} ms`);
}

const parts: Readonly<Record<string, (connection: Embedded['connection']) => Promise<void>>> = {
  opening,
  typing: (connection) => withChild(connection, compare),
  attacks: (connection) => withChild(connection, attacked),
};

async function withChild(
  connection: Embedded['connection'],
  measure: (child: BenchChild) => Promise<void>,
): Promise<void> {
  const child = await BenchChild.start(connection, EDITORS);
  try {
    await measure(child);
  } finally {
    await child.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
const embedded = await startEmbedded({ dataDir: folder, report: say });
try {
  for (const [name, part] of Object.entries(parts)) {
    if (values.only === undefined || values.only === name) await part(embedded.connection);
  }
} finally {
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}
