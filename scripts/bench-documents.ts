import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attacks } from '../server/src/agreement/testing/bench/attacks.ts';
import { BenchChild } from '../server/src/agreement/testing/bench/bench-child.ts';
import { fillDocument, openCold, type Took } from '../server/src/agreement/testing/bench/cold.ts';
import { Editor, type Line } from '../server/src/agreement/testing/bench/editor.ts';
import { Peer } from '../server/src/agreement/testing/bench/peer.ts';
import { cpuOf } from '../server/src/agreement/testing/bench/processes.ts';
import { connectStore } from '../server/src/store/database.ts';
import { startEmbedded } from '../server/src/store/embedded/index.ts';

/** `npm run bench:documents`: what the documents' gate costs, over a database of its own. */
const EDITS = 260_000;
const EDITORS = 20;
const A_SECOND = 200;
const SECONDS = Number(process.env['SECONDS'] ?? 10);
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
/** What others may wait for somebody who sends what is dear. */
const STALL_MS = 50;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

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

const root = (index: number): string => `clause-editor${index}/zh`;

/** Our server, or another. */
interface Server {
  readonly pid: number;
  line(index: number): Promise<Line>;
}

interface Round {
  readonly remote: readonly number[];
  readonly stored: readonly number[];
  /** Microseconds of CPU. */
  readonly cpu: number;
}

/** So many people type, and all see it. */
async function typing(server: Server): Promise<Round> {
  const [remote, stored]: [number[], number[]] = [[], []];
  let measured = false;
  const heard = {
    remote: (ms: number) => void (measured && remote.push(ms)),
    stored: (ms: number) => void (measured && stored.push(ms)),
  };
  const editors: Editor[] = [];
  for (let index = 0; index < EDITORS; index += 1) {
    editors.push(await Editor.open(await server.line(index), root(index), heard));
  }
  const press = async (seconds: number): Promise<void> => {
    const end = performance.now() + seconds * 1_000;
    for (let next = performance.now(), turn = 0; next < end; next += 1_000 / A_SECOND, turn += 1) {
      editors[turn % EDITORS]?.press();
      await pause(Math.max(0, next + 1_000 / A_SECOND - performance.now()));
    }
  };
  await press(3);
  const before = await cpuOf(server.pid);
  measured = true;
  await press(SECONDS);
  measured = false;
  const cpu = (await cpuOf(server.pid)) - before;
  for (const editor of editors) editor.close();
  await pause(200);
  return { remote, stored, cpu };
}

/** The three by turns, so that what else the machine does meets all of them. */
async function compare(ours: Server): Promise<void> {
  const servers = [
    { name: 'this one', measure: () => typing(ours) },
    { name: 'y-websocket', measure: () => withPeer('y-websocket', false) },
    { name: 'Hocuspocus', measure: () => withPeer('hocuspocus', true) },
  ];
  const rounds = servers.map((): Round[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { measure }] of servers.entries()) rounds[index]?.push(await measure());
  }
  say(
    `${EDITORS} editors, ${A_SECOND} edits a second, medians of ${ROUNDS} rounds of ${SECONDS} s by turns:`,
  );
  const costs = servers.map(({ name }, index) => {
    const all = rounds[index] ?? [];
    const cost = median(all.map(({ cpu, remote }) => cpu / remote.length));
    const [half, most] = [0.5, 0.99].map((share) => median(all.map(({ remote }) => quantile(remote, share))));
    const stored = median(all.map(({ stored: each }) => quantile(each, 0.99)));
    const kept = Number.isNaN(stored) ? 'nothing is stored' : `acknowledged p99 ${stored.toFixed(1)} ms`;
    say(
      `  ${name.padEnd(11)} ${cost.toFixed(1)} µs of CPU per delivered edit; seen elsewhere p50 ${half?.toFixed(1)} ms, p99 ${most?.toFixed(1)} ms; ${kept} (${all.map(({ remote }) => remote.length).join(', ')})`,
    );
    return cost;
  });
  const [own = Number.NaN, ...others] = costs;
  say(`  ${(own / Math.min(...others)).toFixed(2)} of what the better of the two others takes`);
}

async function withPeer(name: string, named: boolean): Promise<Round> {
  const script = fileURLToPath(new URL(`../load-tests/src/documents/${name}.ts`, import.meta.url));
  const peer = await Peer.start(script, named);
  try {
    return await typing(peer);
  } finally {
    await peer.stop();
  }
}

/** How long others wait while somebody sends what is dear. */
async function attacked(child: BenchChild): Promise<void> {
  say(`hostile pages: the longest in which the server could do nothing else (at most ${STALL_MS} ms)`);
  const nothing = { remote: () => undefined, stored: () => undefined };
  for (const { what, frames } of attacks) {
    const attacker = await Editor.open(await child.line(0), root(0), nothing);
    await pause(300);
    const { client, clock } = attacker;
    const sent = frames(client, clock, { client, clock: 1 });
    const bytes = sent.reduce((sum, frame) => sum + frame.length, 0);
    await child.watch();
    for (const frame of sent) attacker.sendFrame(frame);
    await pause(1_500);
    const { stall, cpu } = await child.end();
    const end = attacker.closed === null ? '' : `, cut off: ${attacker.closed}`;
    say(
      `  ${(stall / 1_000).toFixed(0).padStart(4)} ms, ${(cpu / 1_000).toFixed(0).padStart(5)} ms of CPU: ${what} (${bytes} bytes${end})${stall > STALL_MS * 1_000 ? ' TOO LONG' : ''}`,
    );
    attacker.close();
    await pause(300);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
const embedded = await startEmbedded({ dataDir: folder, report: say });
try {
  const store = await connectStore(embedded.connection, () => undefined);
  const { key, took } = await fillDocument(store, EDITS);
  say(
    `${EDITS} edits of 20 people stored in ${(took / 1_000).toFixed(1)} s (${Math.round((EDITS / took) * 1_000)} a second)`,
  );
  const opened: Took[] = [];
  for (let time = 0; time < 5; time += 1) opened.push(await openCold(embedded.connection, key));
  const [first] = opened;
  say(`opening it (a snapshot of ${first?.bytes} bytes and ${first?.edits} edits):`);
  say(`  in a process that runs: ${inOrder(opened.flatMap(({ warm }) => warm))} ms`);
  say(`  first thing in a fresh process: ${inOrder(opened.map(({ cold }) => cold))} ms`);
  await store.close();
  const child = await BenchChild.start(embedded.connection, EDITORS);
  await compare(child);
  await attacked(child);
  await child.stop();
} finally {
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}
