import type { NewPerson } from '@parley/shared/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { inputs, spare } from './support/seat.ts';
import { closeLid } from './support/laptop.ts';
import { cast, openOffice } from './support/office.ts';
import { admit, type Part, Person, seat, tones } from './support/people.ts';
import { heard, moving, sounds } from './support/senses.ts';
import { type RunningServer, runServer } from './support/server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

/**
 * Who comes in, goes out and comes back, and with which devices. Each test leaves the three in the room with open
 * microphones, as it found them.
 */
const second: NewPerson = { role: 'co-mediator', name: 'Sun', languages: ['zh'] };
let server: RunningServer;
let browser: Browser;
/** Zhou's own machine; its browser gives out devices only where they were allowed. */
let laptop: Browser;
let links: ReadonlyMap<string, string>;
let mediator: Person;
let li: Person;
let zhou: Person;

const everyone = (): Person[] => [mediator, li, zhou];
const all = [...Object.values(tones), spare.hz];

/** Waits until the person hears these tones and no other; what they really hear. */
const hears = ({ page }: Person, ...wanted: readonly number[]): Promise<readonly number[]> =>
  heard(page, wanted, all);

async function everyoneIsHeard(): Promise<void> {
  const [m, a, r] = [tones.mediator, tones.applicant, tones.respondent];
  expect(await Promise.all([hears(mediator, a, r), hears(li, m, r), hears(zhou, m, a)])).toEqual([
    [a, r],
    [m, r],
    [m, a],
  ]);
}

async function nobodyIsHeard(): Promise<void> {
  expect(await Promise.all(everyone().map((person) => hears(person)))).toEqual([[], [], []]);
}

/** How many ask the mediator to come in. */
const asking = (): Promise<number> =>
  mediator.page.getByRole('button', { name: en.room.needs.admit, exact: true }).count();

/** Off while nobody looks: three people encode and decode each other on the machine that also serves them. */
async function cameras(press: string): Promise<void> {
  for (const { controls } of everyone()) {
    const button = controls.getByRole('button', { name: press, exact: true });
    if (await button.isVisible()) await button.click();
  }
}

async function letIn(person: Person): Promise<void> {
  await person.sees(en.guest.lobby.title);
  await admit(mediator, cast[person.part].name);
  await person.inRoom();
}

const sit = (from: Browser, part: Part, how: { readonly allowed?: boolean } = {}): Promise<Person> =>
  Person.sitDown(from, part, links.get(cast[part].name) ?? '', how);

beforeAll(async () => {
  [server, browser, laptop] = await Promise.all([
    // So that whoever sleeps can outlive it.
    runServer({ LINE_GRACE_SECONDS: '6' }),
    launchBrowser(),
    launchBrowser({ asks: true }),
  ]);
  const office = await openOffice(server);
  // Interpreters, who belong to no side: whoever is let in sits with the mediator at once.
  links = await office.invite([
    second,
    ...Object.values(cast).map(
      ({ role, name, languages }): NewPerson =>
        role === 'mediator'
          ? { role, name, languages }
          : { role: 'interpreter', side: null, name, languages },
    ),
  ]);
  mediator = await sit(browser, 'mediator');
  li = await sit(browser, 'applicant');
  zhou = await sit(laptop, 'respondent');
  await seat(everyone(), { cameras: false });
  await mediator.openPanel(en.room.bar.people);
}, 240_000);

tellOfFailures(everyone, () => server);

afterAll(async () => {
  await Promise.all([laptop.close(), browser.close()]);
  await server.close();
});

describe('someone the mediator refuses', () => {
  let xu: Person;
  const reason = 'Please come back at three.';

  test('reads why and hears nobody', async () => {
    xu = await sit(browser, 'interpreter');
    await xu.arrive();
    await mediator.button(en.room.needs.refuse).click();
    await mediator.confirm(en.room.refuse.verb, reason);
    await xu.sees(en.guest.refused.title);
    await xu.sees(reason);
    expect(await hears(xu)).toEqual([]);
  });

  test('asks for nothing by a reload alone', async () => {
    await xu.page.reload();
    await xu.button(en.guest.link.go).waitFor();
    expect(await asking()).toBe(0);
  });

  test('asks again with a press, and is let in', async () => {
    await xu.button(en.guest.link.go).click();
    await xu.getReady();
    await xu.sees(en.guest.lobby.title);
    await mediator.button(en.room.needs.refuse).click();
    await mediator.confirm(en.room.refuse.verb);
    await xu.sees(en.guest.refused.noReason);
    await xu.button(en.guest.refused.again).click();
    await letIn(xu);
    expect(await hears(xu, ...everyone().map(({ part }) => tones[part]))).toHaveLength(3);
    await xu.leave();
    await xu.context.close();
  });
});

describe('someone the mediator removes', () => {
  const reason = 'Nobody else may listen in.';

  test('reads why, is heard by nobody and hears nobody', async () => {
    await mediator.act('respondent', en.room.people.remove);
    await mediator.confirm(en.room.remove.verb, reason);
    await zhou.sees(en.guest.removed.title);
    await zhou.sees(reason);
    expect(await zhou.page.evaluate(() => document.activeElement?.id)).toBe('main');
    expect(await hears(li, tones.mediator)).toEqual([tones.mediator]);
    expect(await hears(mediator, tones.applicant)).toEqual([tones.applicant]);
    expect(await hears(zhou)).toEqual([]);
  });

  test('stays out after a reload, and through their link again', async () => {
    await zhou.page.reload();
    await zhou.sees(en.guest.broken.missingTitle);
    await zhou.arrive();
    await zhou.sees(en.guest.removed.title);
    await zhou.sees(reason);
    expect(await hears(zhou)).toEqual([]);
    expect(await hears(li, tones.mediator)).toEqual([tones.mediator]);
    expect(await asking()).toBe(0);
    expect(await zhou.button(en.room.bar.leave).count()).toBe(0);
  });

  test('may ask to come in once they are recalled', async () => {
    await mediator.button(en.room.people.recall).click();
    await zhou.sees(en.guest.recalled.title);
    expect(await asking()).toBe(0);
    await zhou.button(en.guest.recalled.enter).click();
    await letIn(zhou);
    await zhou.unmute();
    await everyoneIsHeard();
  });
});

describe('an adjourned session', () => {
  const said = 'We can pay in three instalments.';
  const note = 'We go on at two o’clock.';

  test('takes everyone out of the room and shows them the note', async () => {
    await li.say(said);
    expect(await zhou.reads(said)).toBe(true);
    await mediator.choose(en.room.bar.more, en.room.more.adjourn);
    await mediator.confirm(en.room.adjourn.verb, note);
    for (const person of everyone()) {
      await person.sees(en.guest.adjourned.title);
      await person.sees(note);
    }
    await nobodyIsHeard();
  });

  test('is resumed by nobody but the mediator, and entered by no reload', async () => {
    expect(await mediator.button(en.guest.adjourned.resume).count()).toBe(1);
    expect(await li.button(en.guest.adjourned.resume).count()).toBe(0);
    await li.page.reload();
    await li.sees(en.guest.adjourned.title);
    expect(await li.button(en.room.bar.leave).count()).toBe(0);
  });

  test('goes on when the mediator resumes: everyone else waits to be let in again', async () => {
    await mediator.button(en.guest.adjourned.resume).click();
    await mediator.inRoom();
    await li.sees(en.guest.lobby.title);
    await zhou.sees(en.guest.lobby.title);
    await nobodyIsHeard();
    expect(await asking()).toBe(2);
    await letIn(li);
    await letIn(zhou);
  });

  test('has kept what was written, and left every microphone closed', async () => {
    for (const person of everyone()) await person.button(en.room.bar.unmute).waitFor();
    expect(await zhou.reads(said)).toBe(true);
    await nobodyIsHeard();
    for (const person of everyone()) await person.unmute();
    await everyoneIsHeard();
  });
});

describe('an adjourned session that its mediator does not come back to', () => {
  let sun: Person;

  test('waits for the mediator as long as they are there, also when a co-mediator comes', async () => {
    await mediator.choose(en.room.bar.more, en.room.more.adjourn);
    await mediator.confirm(en.room.adjourn.verb);
    sun = await Person.sitDown(browser, 'interpreter', links.get(second.name) ?? '');
    await sun.openLink();
    await sun.getReady(en.check.readyConduct);
    await sun.sees(en.guest.adjourned.title);
    await mediator.sees(en.guest.adjourned.title);
    expect(await sun.button(en.guest.adjourned.resume).count()).toBe(0);
    expect(await sun.button(en.guest.adjourned.takeLead).count()).toBe(0);
  });

  test('[SES-6] lets a co-mediator who waits go in by a press, once the mediator resumes it', async () => {
    await mediator.button(en.guest.adjourned.resume).click();
    await mediator.inRoom();
    await sun.sees(en.guest.resumed.title);
    expect(await sun.button(en.room.bar.leave).count()).toBe(0);
    await sun.button(en.guest.resumed.enter).click();
    await sun.inRoom();
    await sun.button(en.room.bar.unmute).waitFor();
    expect(await asking()).toBe(2);
    await mediator.choose(en.room.bar.more, en.room.more.adjourn);
    await mediator.confirm(en.room.adjourn.verb);
    for (const person of [mediator, sun]) await person.sees(en.guest.adjourned.title);
  });

  test('is resumed by the co-mediator with one press', async () => {
    await mediator.page.goto('about:blank');
    await sun.button(en.guest.adjourned.takeLead).click();
    await sun.inRoom();
    expect(await sun.button(en.guest.adjourned.takeLead).count()).toBe(0);
    await li.sees(en.guest.lobby.title);
    await sun.openPanel(en.room.bar.people);
    for (const person of [li, zhou]) {
      await admit(sun, cast[person.part].name);
      await person.inRoom();
    }
  });

  test('is the mediator’s again once they are back', async () => {
    // The tab knows that it took part; nobody is put into a room by a reload alone.
    await mediator.page.goto(mediator.link);
    await admit(sun, cast.mediator.name);
    await mediator.inRoom();
    await mediator.openPanel(en.room.bar.people);
    expect(await asking()).toBe(0);
    await sun.leave();
    await sun.context.close();
    for (const person of everyone()) await person.unmute();
    await everyoneIsHeard();
  });
});

describe('another microphone', () => {
  const others = [tones.mediator, tones.respondent];
  /** Li changes over to it, in the room. */
  async function take(name: string): Promise<void> {
    await li.choose(en.room.bar.more, en.room.more.devices);
    const dialog = li.page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: en.check.microphone }).selectOption({ label: name });
    await dialog.getByRole('button', { name: en.common.close, exact: true }).click();
  }

  test('is what the others hear from now on, and nobody had to come in again for it', async () => {
    const before = await sounds(mediator.page);
    await take(spare.name);
    expect(await hears(mediator, tones.respondent, spare.hz)).toEqual([tones.respondent, spare.hz]);
    expect(await hears(li, ...others)).toEqual(others);
    expect(await sounds(mediator.page)).toEqual(before);
  });

  test('stays closed when it is taken while muted', async () => {
    await li.button(en.room.bar.mute).click();
    await li.button(en.room.bar.unmute).waitFor();
    await take('Fake Default Audio Input');
    expect(await hears(mediator, tones.respondent)).toEqual([tones.respondent]);
    await li.unmute();
    await everyoneIsHeard();
  });
});

describe('a browser that gives out neither camera nor microphone', () => {
  let xu: Person;

  test('gets help, and keeps nobody from going on without', async () => {
    xu = await sit(laptop, 'interpreter', { allowed: false });
    await xu.openLink();
    await xu.sees(en.check.failed.denied.camera);
    await xu.sees(en.check.failed.denied.microphone);
    await xu.sees(en.check.help.title);
    await xu.getReady(en.check.readyWithout.both);
    await letIn(xu);
    expect(await hears(xu, ...everyone().map(({ part }) => tones[part]))).toHaveLength(3);
  });

  test('is asked again in the room, once it was allowed there', async () => {
    await xu.context.grantPermissions([...inputs]);
    await xu.button(en.room.bar.noMicrophone).click();
    await xu.page.getByRole('dialog').getByRole('button', { name: en.check.again }).last().click();
    await xu.page.getByRole('dialog').getByRole('button', { name: en.common.close }).click();
    await xu.unmute();
    expect(await hears(zhou, tones.mediator, tones.applicant, tones.interpreter)).toHaveLength(3);
    await xu.leave();
    await xu.context.close();
  });
});

describe('a laptop whose lid was closed', () => {
  const voices = (): Promise<string[]> => sounds(mediator.page);

  /** Sleeps until this has come about. */
  async function sleepUntil(missed: () => Promise<unknown>): Promise<void> {
    const openLid = await closeLid(laptop);
    try {
      await missed();
    } finally {
      openLid();
    }
  }

  beforeAll(() => cameras(en.room.bar.cameraOn));
  afterAll(() => cameras(en.room.bar.cameraOff));

  /** Nobody presses anything for it. */
  async function picturesAreBack(): Promise<void> {
    expect(await Promise.all([moving(zhou.page, 2), moving(mediator.page, 2)])).toEqual([2, 2]);
  }

  test('goes on as it was after a moment, by itself', async () => {
    const before = await voices();
    await sleepUntil(() => mediator.page.getByText(en.room.needs.lost).waitFor());
    await everyoneIsHeard();
    await picturesAreBack();
    expect(await voices()).toEqual(before);
  });

  test('is back in its place by itself after longer than its media is kept, its microphone closed', async () => {
    await sleepUntil(() => expect.poll(voices, { timeout: 60_000 }).toHaveLength(1));
    expect(await hears(zhou, tones.mediator, tones.applicant)).toHaveLength(2);
    await picturesAreBack();
    await zhou.button(en.room.bar.unmute).waitFor();
    expect(await hears(mediator, tones.applicant)).toEqual([tones.applicant]);
    await zhou.unmute();
    await everyoneIsHeard();
  });
});

describe('someone who leaves', () => {
  test('is heard no more', async () => {
    await zhou.leave();
    expect(await hears(li, tones.mediator)).toEqual([tones.mediator]);
    expect(await hears(zhou)).toEqual([]);
  });

  test('comes back by their link, and waits to be let in', async () => {
    await zhou.page.goto('about:blank');
    await zhou.arrive();
    await zhou.sees(en.guest.lobby.title);
    expect(await hears(zhou)).toEqual([]);
    await letIn(zhou);
    await zhou.unmute();
    await everyoneIsHeard();
  });
});
