import { cpus } from 'node:os';
import { launchBrowser } from '@parley/client/e2e/browser';
import { seatAt } from '@parley/client/e2e/seat';
import { openOffice } from '@parley/client/e2e/office';
import { runServer } from '@parley/client/e2e/server';
import { en } from '@parley/client/words';
import type { RtpCapabilities } from '@parley/shared/sfu';
import type { Browser, Page } from 'playwright-core';
import { Player } from './join/player.ts';
import { type Recording, record } from './join/recording.ts';
import { type Arrival, seesThemselves, watchArrival } from './join/watch.ts';
import { Person } from './load/parley/person.ts';
import { letIn, openJoint } from './load/parley/product.ts';
import { Ear } from './load/rtp/ear.ts';
import { Tally } from './load/tally.ts';
import { Progress } from './progress.ts';

/**
 * From the click on «Enter the session» to the first remote picture and the first remote sound, in a real browser
 * over loopback: two people are in the room, a second mediator enters and leaves, so many times. They press once they
 * have seen themselves at the device check, so that their own sound and picture are on their way at the same time.
 *
 * The two who are in the room have no browser, so that this machine does not draw for them too: what they send is what
 * a browser has encoded before, over connections of their own.
 */
const JOINS = Number(process.env['JOINS'] ?? 60);

const server = await runServer();
const browser = await launchBrowser();
const present: Person[] = [];
try {
  const office = await openOffice(server);
  const links = await office.invite([
    { role: 'mediator', name: 'Chen', languages: ['zh', 'en'] },
    { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
    { role: 'mediator', name: 'Sun', languages: ['zh', 'en'] },
  ]);
  const linkOf = (name: string): string => links.get(name) ?? '';
  const token = new URL(linkOf('Chen')).hash.slice(1);
  const { rtpCapabilities } = await office.call('join.look', { token });
  if (rtpCapabilities === null) throw new Error('there is no media plane');
  const recording = await recordedIn(browser, server.url);
  const host = await comeIn(linkOf('Chen'), 0, recording, rtpCapabilities);
  letIn(host.line);
  await openJoint(host.line);
  await comeIn(linkOf('Li'), 1, recording, rtpCapabilities);

  const progress = new Progress(JOINS, 'joins');
  const arrivals: Arrival[] = [];
  for (let round = 0; round < JOINS; round++) {
    arrivals.push(await enterOnce(linkOf('Sun')));
    progress.step();
  }
  print(arrivals);
} finally {
  for (const person of present) person.close();
  await browser.close();
  await server.close();
}

async function recordedIn(elsewhere: Browser, place: string): Promise<Recording> {
  const page = await elsewhere.newPage();
  await page.goto(`${place}/healthz`);
  const recording = await record(page);
  await page.close();
  return recording;
}

/** Somebody without a browser, who is seen and heard once this resolves. */
async function comeIn(
  link: string,
  number: number,
  recording: Recording,
  capabilities: RtpCapabilities,
): Promise<Person> {
  const person = await Person.sitDown(
    {
      link,
      capabilities,
      from: '127.0.0.1',
      placeOf: () => 0,
      trouble: (error) => process.emitWarning(String(error)),
      through: null,
    },
    { number, voice: new Player(number, recording), ear: new Ear(new Tally()) },
  );
  present.push(person);
  await person.enter();
  return person;
}

async function enterOnce(link: string): Promise<Arrival> {
  const { context, page } = await seatAt(browser, 2_300, { lifelike: true });
  try {
    await page.goto(link);
    await page.getByRole('button', { name: en.guest.link.go }).click();
    await page.getByLabel(en.check.rules.accept).check();
    await page.waitForFunction(seesThemselves);
    const arrival = await measured(page);
    await page.getByRole('button', { name: en.room.bar.leave, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: en.room.leave.verb, exact: true }).click();
    await page.getByText(en.guest.left.title).waitFor();
    return arrival;
  } finally {
    await context.close();
  }
}

async function measured(page: Page): Promise<Arrival> {
  const watching = page.evaluate(watchArrival, 10_000);
  await page.getByRole('button', { name: en.check.readyConduct, exact: true }).click();
  return watching;
}

function print(arrivals: readonly Arrival[]): void {
  const line = (name: string, values: readonly number[]): string => {
    const sorted = values.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)}`;
    return `${name.padEnd(14)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   max ${at(1)} ms`;
  };
  const [cpu] = cpus();
  console.log(`${arrivals.length} joins on ${cpus().length} × ${cpu?.model ?? 'unknown'}, loopback`);
  console.log(
    line(
      'first picture',
      arrivals.map(({ picture }) => picture),
    ),
  );
  console.log(
    line(
      'first sound',
      arrivals.map(({ sound }) => sound),
    ),
  );
}
