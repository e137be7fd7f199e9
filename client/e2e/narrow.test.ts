import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { type NarrowLine, narrowLine } from './support/narrow-line.ts';
import { cast, openOffice } from './support/office.ts';
import { admit, openJoint, Person, tones } from './support/people.ts';
import { heard, moving } from './support/senses.ts';
import { type RunningServer, runServer } from './support/server.ts';
import { mediaWires, pictureBits, rememberWires, watchSound } from './support/wires.ts';

/** Somebody whose line collapses in the call: what is said goes on, and the picture gives way. */
const NARROW = 64_000;
const all = [tones.mediator, tones.applicant];
let server: RunningServer;
let browser: Browser;
let line: NarrowLine;
let mediator: Person;
let li: Person;

/** One worker has one port, for everybody; the mediator is connected to it already. */
async function mediaPort({ page }: Person): Promise<number> {
  for (;;) {
    const [wire] = await mediaWires(page);
    if (wire !== undefined) return Number(wire.remote.split(':').at(-1));
  }
}

beforeAll(async () => {
  [server, browser] = await Promise.all([runServer({ SFU_WORKERS: '1' }), launchBrowser()]);
  const links = await (await openOffice(server)).invite([cast.mediator, cast.applicant]);
  const sit = async (part: 'mediator' | 'applicant'): Promise<Person> => {
    const person = await Person.sitDown(browser, part, links.get(cast[part].name) ?? '');
    await rememberWires(person.context);
    return person;
  };
  mediator = await sit('mediator');
  li = await sit('applicant');
  await mediator.arrive();
  await mediator.inRoom();
  line = await narrowLine(await mediaPort(mediator));
  await line.lead(li.context);
  await li.arrive();
  await admit(mediator, cast.applicant.name);
  await li.inRoom();
  await openJoint(mediator, [li]);
  for (const person of [mediator, li]) await person.unmute();
});
afterAll(async () => {
  await browser.close();
  line.close();
  await server.close();
});

test('[MEDIA-6] sound goes on over a line that has collapsed, the picture gives way, and comes back with the line', async () => {
  expect(await heard(li.page, [tones.mediator], all)).toEqual([tones.mediator]);
  expect(await moving(li.page, 1)).toBe(1);
  const wide = await pictureBits(li.page);

  line.narrow(NARROW);
  // Whatever was on its way over the wide line is over; from here on it is the narrow line's own.
  await expect
    .poll(() => pictureBits(li.page), { timeout: 60_000 })
    .toBeLessThan(Math.min(wide / 2, NARROW / 2));
  const sound = watchSound(li.page);
  for (let look = 0; look < 5; look++) {
    expect(await heard(li.page, [tones.mediator], all)).toEqual([tones.mediator]);
    expect(await heard(mediator.page, [tones.applicant], all)).toEqual([tones.applicant]);
  }
  expect((await sound.done()).longestSilence).toBeLessThan(1_000);

  line.narrow(null);
  await expect.poll(() => pictureBits(li.page), { timeout: 60_000 }).toBeGreaterThan(wide / 2);
  expect(await moving(li.page, 1)).toBe(1);
  expect(await moving(mediator.page, 1)).toBe(1);
  expect(await heard(li.page, [tones.mediator], all)).toEqual([tones.mediator]);
});
