import { setTimeout as pause } from 'node:timers/promises';
import { Line } from '@parley/client/e2e/line';
import type { Findings } from '../findings.ts';
import { between, readCounters } from '../machine/counters.ts';
import { memoryOf } from '../machine/processes.ts';
import { bothSides, letIn, type Product, startProduct } from '../parley/product.ts';
import { type Held, quietFindings } from './findings.ts';
import type { QuietScenario } from './scenario.ts';

/** What was begun with the last who came is over by then. */
const SETTLE_MS = 2_000;

/** Session after session comes, and stays; now and then it is looked at what all of them hold. */
export async function playQuiet(scenario: QuietScenario, say: (line: string) => void): Promise<Findings> {
  const { sessions, people, sessionsAStep, comingMs, seconds } = scenario;
  const cast = bothSides(people);
  const product = await startProduct(Array.from({ length: sessions }, () => cast));
  const lines: Line[] = [];
  const came: number[] = [];
  try {
    const held = [await look(product, 0)];
    for (const [number, links] of product.links.entries()) {
      for (const [index, link] of links.entries()) {
        const [next, from] = [pause(comingMs), performance.now()];
        lines.push(await comeIn(product, { link, number: number * people + index, conducts: index === 0 }));
        came.push(performance.now() - from);
        await next;
      }
      if ((number + 1) % sessionsAStep !== 0 && number + 1 !== sessions) continue;
      await pause(SETTLE_MS);
      const now = await look(product, number + 1);
      held.push(now);
      say(
        `  ${now.sessions} sessions: server ${now.server.toFixed(0)} MB, media worker ${now.media.toFixed(0)} MB, database ${now.database.toFixed(0)} MB`,
      );
    }
    const { server, media, database } = await product.processes();
    const processes = { measured: [server], rest: [...media, ...database] };
    const before = await readCounters(processes);
    await pause(seconds * 1_000);
    const { cores } = between(before, await readCounters(processes));
    const away = lines.filter(({ isThere, shown }) => !isThere || shown?.place.kind !== 'room').length;
    return quietFindings(scenario, { held, came, cores, away, of: lines.length });
  } finally {
    for (const line of lines) line.close();
    await product.close();
  }
}

interface Coming {
  readonly link: string;
  /** Among all. */
  readonly number: number;
  /** Comes first, and lets in the others. */
  readonly conducts: boolean;
}

/** With a line, and a place at the media node, as of a page with microphone and camera closed. */
async function comeIn(product: Product, { link, number, conducts }: Coming): Promise<Line> {
  const line = await Line.open(link, `load-test-${number}`, addressOf(number));
  if (conducts) letIn(line);
  await line.ask('session.enter', {});
  await line.until(({ place }) => place.kind === 'room');
  await line.ask('media.join', { rtpCapabilities: product.capabilities });
  return line;
}

const MB = 1_024;

async function look(product: Product, sessions: number): Promise<Held> {
  const { server, media, database } = await product.processes();
  const [ofServer, ofMedia, ofDatabase] = await Promise.all(
    [[server], media, database].map(async (pids) => (await memoryOf(pids)) / MB),
  );
  return { sessions, server: ofServer ?? 0, media: ofMedia ?? 0, database: ofDatabase ?? 0 };
}

/** Everyone has an address of their own, of this machine's loopback range. */
const addressOf = (number: number): string => `127.32.${number >> 8}.${number & 0xff}`;
