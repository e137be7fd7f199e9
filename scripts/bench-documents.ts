import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attacks } from '../server/src/agreement/testing/bench/attacks.ts';
import { BenchChild } from '../server/src/agreement/testing/bench/bench-child.ts';
import { fillDocument, openCold, type Took } from '../server/src/agreement/testing/bench/cold.ts';
import { Editor } from '../server/src/agreement/testing/bench/editor.ts';
import { connectStore } from '../server/src/store/database.ts';
import { startEmbedded } from '../server/src/store/embedded/index.ts';

/** `npm run bench:documents`: what the documents' gate costs, over a database of its own. */
const EDITS = 260_000;
const EDITORS = 20;
const A_SECOND = 200;
const SECONDS = Number(process.env['SECONDS'] ?? 20);

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

function quantiles(all: readonly number[]): string {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(0.999_99)} ms (${sorted.length})`;
}

const inOrder = (all: readonly number[]): string =>
  all
    .toSorted((a, b) => a - b)
    .map((ms) => ms.toFixed(0))
    .join(', ');

const root = (index: number): string => `clause-editor${index}/zh`;

/** So many people type, and all see it. */
async function typing(child: BenchChild): Promise<void> {
  const remote: number[] = [];
  const stored: number[] = [];
  let measured = false;
  const heard = {
    remote: (ms: number) => void (measured && remote.push(ms)),
    stored: (ms: number) => void (measured && stored.push(ms)),
  };
  const editors: Editor[] = [];
  for (let index = 0; index < EDITORS; index += 1) {
    editors.push(await Editor.open(child.url, await child.ticket(`editor${index}`), root(index), heard));
  }
  const press = async (seconds: number): Promise<void> => {
    const end = performance.now() + seconds * 1_000;
    for (let next = performance.now(), turn = 0; next < end; next += 1_000 / A_SECOND, turn += 1) {
      editors[turn % EDITORS]?.press();
      await pause(Math.max(0, next + 1_000 / A_SECOND - performance.now()));
    }
  };
  await press(3);
  await child.begin(false);
  measured = true;
  const own = process.cpuUsage();
  await press(SECONDS);
  measured = false;
  const { cpu } = await child.end();
  const { user, system } = process.cpuUsage(own);
  say(`${EDITORS} editors, ${A_SECOND} edits a second, ${SECONDS} s:`);
  say(`  written to seen elsewhere: ${quantiles(remote)}`);
  say(`  written to acknowledged:   ${quantiles(stored)}`);
  say(
    `  server: ${(cpu / remote.length).toFixed(1)} µs of CPU per delivered edit, ${((cpu / 1e6 / SECONDS) * 100).toFixed(0)} % of a core`,
  );
  say(`  (the pages took ${(((user + system) / 1e6 / SECONDS) * 100).toFixed(0)} % of a core)`);
  for (const editor of editors) editor.close();
  await pause(200);
}

/** How long others wait while somebody sends what is dear. */
async function attacked(child: BenchChild): Promise<void> {
  say('hostile edits: the longest time in which the server could do nothing else');
  const nothing = { remote: () => undefined, stored: () => undefined };
  for (const { what, update } of attacks) {
    const attacker = await Editor.open(child.url, await child.ticket('editor0'), root(0), nothing);
    await pause(300);
    const { client, clock } = attacker;
    const bytes = update(client, clock, { client, clock: 1 });
    await child.begin(true);
    attacker.sendRaw(bytes);
    await pause(1_500);
    const { stall, cpu } = await child.end();
    say(
      `  ${(stall / 1_000).toFixed(0).padStart(4)} ms, ${(cpu / 1_000).toFixed(0).padStart(5)} ms of CPU: ${what} (${bytes.length} bytes${attacker.closed === null ? '' : `, cut off: ${attacker.closed}`})`,
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
  await typing(child);
  await attacked(child);
  await child.stop();
} finally {
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}
