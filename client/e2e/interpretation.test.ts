import type { ParticipantId } from '@parley/shared/ids';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ar } from '../src/i18n/ar.ts';
import { en } from '../src/i18n/en.ts';
import { languages } from '../src/i18n/languages.ts';
import { launchBrowser } from './support/browser.ts';
import { Conductor } from './support/conductor.ts';
import { cast, openOffice } from './support/office.ts';
import { type Part, Person, tones } from './support/people.ts';
import { nextStretch, playing, record, STRETCH } from './support/recorder.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';
import { loudness } from './support/volumes.ts';
import { filled } from './support/words.ts';

/** What is kept of the original on a device that was never asked. */
const SOFT = 0.2;

const parts = Object.keys(tones) as Part[];
const words = en.interpretation;
const into = (language: string): RegExp => new RegExp(`^${filled(words.console.into, { language })}`);
const whoseVoice = filled(words.strip.now, { language: 'English', name: cast.interpreter.name });

let server: Server;
let browser: Browser;
let conductor: Conductor;
const people = new Map<Part, Person>();

const person = (part: Part): Person => {
  const found = people.get(part);
  if (found === undefined) throw new Error(`${part} is not here`);
  return found;
};
const idOf = (part: Part): ParticipantId => conductor.idOf(cast[part].name);

/** From their link into the session, with an open microphone that is a tone of its own. */
async function sitDown(part: Part, link: string): Promise<void> {
  const seated = await Person.sitDown(browser, part, link, { programs: true });
  people.set(part, seated);
  await seated.arrive({ cameras: false });
  const { id } = await arrival(part);
  if (part !== 'mediator') await conductor.ask('lobby.admit', { participants: [id] });
  await seated.unmute();
  await record(seated.page, Object.values(tones));
}

/** Has come to the door, or in. */
async function arrival(part: Part): Promise<{ readonly id: ParticipantId }> {
  const view = await conductor.until(({ people: all }) =>
    all.some(
      ({ participant, attendance }) => participant.name === cast[part].name && attendance !== 'expected',
    ),
  );
  const found = view.people.find(({ participant }) => participant.name === cast[part].name);
  if (found === undefined) throw new Error(`${part} has not come`);
  return { id: found.participant.id };
}

beforeAll(async () => {
  server = sharedServer();
  browser = await launchBrowser();
  const office = await openOffice(server);
  const links = await office.invite([
    ...Object.values(cast),
    { role: 'co-mediator', name: 'Sun', languages: ['zh'] },
  ]);
  conductor = await Conductor.connect(links.get('Sun') ?? '');
  await sitDown('mediator', links.get(cast.mediator.name) ?? '');
  const others = ['applicant', 'respondent', 'interpreter'] as const;
  await Promise.all(others.map((part) => sitDown(part, links.get(cast[part].name) ?? '')));
  await conductor.ask('joint.gather', { seconds: 3 });
  await conductor.settled([idOf('mediator'), ...others.map(idOf)], conductor.plenary);
}, 120_000);

tellOfFailures(
  () => [...people.values()],
  () => server,
);

afterAll(async () => {
  conductor.close();
  await browser.close();
});

type Heard = { readonly [P in Part]?: readonly Part[] };

/** What each of these hears in the end: as wanted, when that comes. */
async function hearing(wanted: Heard): Promise<Heard> {
  const all = Object.entries(wanted) as [Part, readonly Part[]][];
  const heard = await Promise.all(
    all.map(async ([part, voices]) => {
      const played = await playing(
        person(part).page,
        voices.map((voice) => tones[voice]),
      );
      return [part, parts.filter((voice) => played.includes(tones[voice]))] as const;
    }),
  );
  return Object.fromEntries(heard);
}

async function expectHeard(wanted: Heard): Promise<void> {
  expect(await hearing(wanted)).toEqual(wanted);
}

/** In how many windows of the next two seconds each of these hears the interpreter. */
async function hearingTheInterpreter(...listeners: readonly Part[]): Promise<number[]> {
  return Promise.all(
    listeners.map(async (part) => {
      const windows = await nextStretch(person(part).page);
      return windows.filter((each) => each.tones.includes(tones.interpreter)).length;
    }),
  );
}

describe('interpreting into a language', () => {
  test('[INT-4] [INT-43] whoever chose it hears the interpreter and the original softer; whoever did not hears no sound of the interpreter', async () => {
    const [xu, zhou] = [person('interpreter'), person('respondent')];
    await expectHeard({ applicant: ['mediator', 'respondent', 'interpreter'] });
    await xu.button(into('English')).click();
    await zhou.button(filled(words.strip.listen, { language: 'English' })).click();
    await zhou.sees(whoseVoice);
    await expectHeard({
      mediator: ['applicant', 'respondent'],
      applicant: ['mediator', 'respondent'],
      respondent: ['mediator', 'applicant', 'interpreter'],
    });
    expect(await loudness(person('respondent').page, [SOFT, SOFT, 1])).toEqual([SOFT, SOFT, 1]);
    await xu.page
      .getByRole('banner')
      .getByText(filled(words.hears.channel, { language: 'English', names: cast.respondent.name }))
      .waitFor();
    for (const part of ['mediator', 'applicant', 'respondent'] as const) {
      const said = filled(words.hears.interpreted, { languages: 'English' });
      await person(part).page.getByRole('banner').getByText(said).waitFor();
    }
    expect(await hearingTheInterpreter('applicant', 'mediator')).toEqual([0, 0]);
    expect(await hearingTheInterpreter('respondent')).toEqual([STRETCH]);
    expect(await loudness(person('applicant').page, [1, 1])).toEqual([1, 1]);
  });

  test('[INT-31] the original is back in full while the interpreter is silent, and as soft as one likes else', async () => {
    const [xu, zhou] = [person('interpreter'), person('respondent')];
    await xu.button(en.room.bar.mute).click();
    expect(await loudness(person('respondent').page, [1, 1, 1])).toEqual([1, 1, 1]);
    await xu.unmute();
    expect(await loudness(person('respondent').page, [SOFT, SOFT, 1])).toEqual([SOFT, SOFT, 1]);
    await zhou.button(words.strip.change).click();
    await zhou.page.getByRole('slider', { name: words.listen.level }).press('Home');
    expect(await loudness(person('respondent').page, [0, 0, 1])).toEqual([0, 0, 1]);
    await zhou.confirm(words.listen.done);
  });

  test('[INT-35] [INT-36] an interpreter whose microphone is off while people speak is told at once, and opens it there', async () => {
    const [xu, zhou] = [person('interpreter'), person('respondent')];
    const alarm = xu.page.getByRole('alert').filter({
      hasText: filled(words.silent.title, { language: 'English' }),
    });
    // Nobody speaks English any more, so what is said has to be interpreted.
    await zhou.button(en.room.bar.mute).click();
    await xu.button(en.room.bar.mute).click();
    await alarm.getByText(filled(words.silent.off, { language: 'English' })).waitFor();
    await xu.button(words.silent.open).click();
    await alarm.waitFor({ state: 'detached' });
    expect(await xu.button(en.room.bar.mute).count()).toBe(1);
    await zhou.unmute();
  });

  test('[INT-4] to the whole room everyone hears it, as loud as anybody', async () => {
    await person('interpreter')
      .button(new RegExp(`^${words.console.room}`))
      .click();
    await expectHeard({
      mediator: ['applicant', 'respondent', 'interpreter'],
      applicant: ['mediator', 'respondent', 'interpreter'],
    });
    expect(await loudness(person('respondent').page, [1, 1, 1])).toEqual([1, 1, 1]);
  });

  test('[INT-8] [INT-9] in a caucus nobody outside hears it, and what was chosen goes along and comes back', async () => {
    const xu = person('interpreter');
    const chosen = (language: string) => xu.page.getByRole('button', { name: into(language), pressed: true });
    // One key leads through the languages: first the one, then the other.
    await xu.page.keyboard.press('Control+Alt+KeyS');
    await chosen('Chinese').waitFor();
    await xu.page.keyboard.press('Control+Alt+KeyS');
    await chosen('English').waitFor();
    await expectHeard({ applicant: ['mediator', 'respondent'] });
    const participants = [idOf('applicant'), idOf('interpreter')];
    const { room } = await conductor.ask('caucus.open', {
      title: 'With the applicant',
      minutes: null,
      participants,
    });
    await conductor.settled(participants, room);
    await chosen('English').waitFor();
    await person('respondent').sees(filled(words.strip.nobody, { language: 'English' }));
    await expectHeard({
      mediator: ['respondent'],
      respondent: ['mediator'],
      applicant: [],
      interpreter: ['applicant'],
    });
    expect(await hearingTheInterpreter('mediator', 'respondent', 'applicant')).toEqual([0, 0, 0]);
    await conductor.move(participants, conductor.plenary);
    await conductor.settled(participants, conductor.plenary);
    for (const part of ['applicant', 'interpreter'] as const) await person(part).unmute();
    await person('respondent').sees(whoseVoice);
    await expectHeard({
      respondent: ['mediator', 'applicant', 'interpreter'],
      applicant: ['mediator', 'respondent'],
    });
    expect(await loudness(person('respondent').page, [0, 0, 1])).toEqual([0, 0, 1]);
  });
});

describe('an interpreter at a tablet with a keyboard and nothing else', () => {
  /** Goes on from one to the next until this one has the focus, which nothing may hide. */
  async function reach(wanted: Locator, key = 'Tab'): Promise<void> {
    const { page } = person('interpreter');
    await wanted.waitFor();
    const most = await page.locator('button, input, a, textarea, [tabindex], [role=menuitem]').count();
    // A menu passes its focus on a moment after the key; a look before that would be followed by a key too many.
    const isReached = () =>
      wanted.evaluate(async (element) => {
        await new Promise((passed) => setTimeout(passed));
        return element === document.activeElement;
      });
    for (let presses = 0; presses <= most && !(await isReached()); presses += 1) {
      await page.keyboard.press(key);
    }
    expect(await isReached()).toBe(true);
    expect(await wanted.evaluate(isInSight)).toBe(true);
  }

  /** Runs in the page. */
  function isInSight(element: Element): boolean {
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there !== null && (element.contains(there) || there.contains(element));
  }

  const outlet = (name: string | RegExp, pressed: boolean): Locator =>
    person('interpreter').page.getByRole('button', { name, pressed });

  test('directs their voice, mutes it, and reads on in Arabic, where the console stands the other way round', async () => {
    const { page } = person('interpreter');
    await page.setViewportSize({ width: 820, height: 1180 });
    await reach(outlet(new RegExp(`^${words.console.booth}`), false));
    await page.keyboard.press('Enter');
    await outlet(new RegExp(`^${words.console.booth}`), true).waitFor();
    await reach(outlet(new RegExp(`^${words.console.room}`), false));
    await page.keyboard.press('Space');
    await outlet(new RegExp(`^${words.console.room}`), true).waitFor();
    await page.keyboard.press('Control+KeyD');
    await person('interpreter').button(en.room.bar.unmute).waitFor();

    await reach(person('interpreter').button(en.room.bar.more));
    await page.keyboard.press('Enter');
    await reach(page.getByRole('menuitem', { name: en.room.more.settings, exact: true }), 'ArrowDown');
    await page.keyboard.press('Enter');
    await reach(page.getByRole('radio', { name: languages.en.name, exact: true }));
    await page.keyboard.press('ArrowDown');
    await page.locator('html[lang=ar][dir=rtl]').waitFor();
    await page.keyboard.press('Escape');

    const chinese = outlet(
      new RegExp(`^${filled(ar.interpretation.console.into, { language: '.?الصينية' })}`),
      false,
    );
    await reach(chinese);
    await page.keyboard.press('Enter');
    await outlet(/الصينية/, true).waitFor();
    // The first stands where reading begins.
    const [first, next] = await Promise.all([
      outlet(/الصينية/, true).boundingBox(),
      outlet(/الإنجليزية/, false).boundingBox(),
    ]);
    expect(first?.x).toBeGreaterThan(next?.x ?? Number.POSITIVE_INFINITY);
    await page.keyboard.press('Control+Alt+KeyS');
    await outlet(/الإنجليزية/, true).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});
