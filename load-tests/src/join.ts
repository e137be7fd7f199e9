import { cpus } from 'node:os';
import { launchBrowser, seatAt } from '@parley/client/e2e/browser';
import { openOffice } from '@parley/client/e2e/office';
import { admit, openJoint, Person } from '@parley/client/e2e/people';
import { runServer } from '@parley/client/e2e/server';
import { en } from '@parley/client/words';
import type { Page } from 'playwright-core';
import { type Arrival, seesThemselves, watchArrival } from './join/watch.ts';
import { Progress } from './progress.ts';

/**
 * From the click on «Enter the session» to the first remote picture and the first remote sound, in a real browser
 * over loopback: two people are in the room, a second mediator enters and leaves, so many times. They press once they
 * have seen themselves at the device check, so that their own sound and picture are on their way at the same time.
 */
const JOINS = Number(process.env['JOINS'] ?? 60);

const server = await runServer();
const browser = await launchBrowser();
try {
  const office = await openOffice(server);
  const links = await office.invite([
    { role: 'mediator', name: 'Chen', languages: ['zh', 'en'] },
    { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
    { role: 'mediator', name: 'Sun', languages: ['zh', 'en'] },
  ]);
  const linkOf = (name: string): string => links.get(name) ?? '';
  const host = await Person.sitDown(browser, 'mediator', linkOf('Chen'));
  await host.openLink();
  await host.getReady();
  await host.inRoom();
  const party = await Person.sitDown(browser, 'applicant', linkOf('Li'));
  await party.openLink();
  await party.getReady();
  await admit(host, 'Li');
  await party.inRoom();
  await openJoint(host, [party]);
  await host.unmute();
  await party.unmute();

  const progress = new Progress(JOINS, 'joins');
  const arrivals: Arrival[] = [];
  for (let round = 0; round < JOINS; round++) {
    arrivals.push(await enterOnce(linkOf('Sun')));
    progress.step();
  }
  print(arrivals);
} finally {
  await browser.close();
  await server.close();
}

async function enterOnce(link: string): Promise<Arrival> {
  const { context, page } = await seatAt(browser, 2_300);
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
