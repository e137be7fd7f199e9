import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './support/browser.ts';
import { type NarrowLine, narrowLine } from './support/narrow-line.ts';
import { cast, openOffice } from './support/office.ts';
import { admit, openJoint, Person, tones } from './support/people.ts';
import { heard, moving } from './support/senses.ts';
import { type RunningServer, runServer } from './support/server.ts';
import { mediaWires, pictureBits, rememberWires, ufragsOf, watchSound } from './support/wires.ts';

/** Somebody whose line collapses in the call: what is said goes on, and the picture gives way. */
const NARROW = 64_000;
const LOOKS = 10;
/** Bits per second that are no picture: what keeps a track alive. */
const GONE = 2_000;
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
    const person = await Person.sitDown(browser, part, links.get(cast[part].name) ?? '', {
      lifelike: true,
    });
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
  for (const { page } of [li, mediator])
    await expect.poll(() => pictureBits(page), { timeout: 60_000 }).toBeLessThan(GONE);
  const madeUp = new Map([li, mediator].map((person): [Person, number[]] => [person, []]));
  for (let look = 0; look < LOOKS; look++) {
    const sounds = [li, mediator].map((person) => ({ person, sound: watchSound(person.page) }));
    expect(await heard(li.page, [tones.mediator], all)).toEqual([tones.mediator]);
    expect(await heard(mediator.page, [tones.applicant], all)).toEqual([tones.applicant]);
    for (const { person, sound } of sounds) {
      const { longestSilence, madeUp: share } = await sound.done();
      expect(longestSilence).toBeLessThan(1_000);
      madeUp.get(person)?.push(share);
    }
  }
  // While pictures are left to be measured for many seconds more, it is a half. Now and then a page tries its pictures
  // again, and for two seconds it may be as much.
  for (const shares of madeUp.values()) {
    expect(shares.toSorted((one, other) => one - other)[LOOKS / 2]).toBeLessThan(15);
  }

  line.narrow(null);
  await expect.poll(() => pictureBits(li.page), { timeout: 60_000 }).toBeGreaterThan(wide / 2);
  expect(await moving(li.page, 1)).toBe(1);
  expect(await moving(mediator.page, 1)).toBe(1);
  expect(await heard(li.page, [tones.mediator], all)).toEqual([tones.mediator]);
});

test('[MEDIA-1] [MEDIA-2] a line that swallowed everything for seconds is mended by an ICE restart, and nothing is joined anew', async () => {
  const before = await mediaWires(li.page);
  line.swallow(true);
  await expect
    .poll(
      async () => (await ufragsOf(li.page)).some((ufrag) => !before.some((wire) => wire.ufrag === ufrag)),
      {
        timeout: 60_000,
      },
    )
    .toBe(true);
  line.swallow(false);
  expect(await heard(li.page, [tones.mediator], all)).toEqual([tones.mediator]);
  expect(await heard(mediator.page, [tones.applicant], all)).toEqual([tones.applicant]);
  const after = await mediaWires(li.page);
  expect(after.map(({ made }) => made)).toEqual(before.map(({ made }) => made));
  expect(after.map(({ ufrag }) => ufrag)).not.toEqual(before.map(({ ufrag }) => ufrag));
});
