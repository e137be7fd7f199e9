import { ErrorReply } from '@parley/shared/errors';
import type { ParticipantId } from '@parley/shared/ids';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { type CaptionService, openCaptionService, WINDOW_MS } from './support/caption-service.ts';
import { Conductor } from './support/conductor.ts';
import { cast, openOffice } from './support/office.ts';
import { Person, tones } from './support/people.ts';
import { type RunningServer, runServer } from './support/server.ts';

/** What two people type, or really say and a service outside turns into text, read by who is in their room. */

let service: CaptionService;
let server: RunningServer;
let browser: Browser;
let conductor: Conductor;
let applicant: Person;
let respondent: Person;

const SECRET = 'a-secret-of-sixteen-characters';
const words = en.captions;

const idOf = (part: 'applicant' | 'respondent'): ParticipantId => conductor.idOf(cast[part].name);
const captionsOf = ({ page }: Person) => page.getByRole('region', { name: words.label, exact: true });

async function sitDown(part: 'applicant' | 'respondent', link: string): Promise<Person> {
  const person = await Person.sitDown(browser, part, link);
  await person.arrive({ cameras: false });
  await conductor.until(({ people }) =>
    people.some(
      ({ participant, attendance }) => participant.name === cast[part].name && attendance === 'waiting',
    ),
  );
  await conductor.ask('lobby.admit', { participants: [idOf(part)] });
  await person.inRoom();
  await person.unmute();
  return person;
}

/** In the dialog, by its name in English. */
async function read(person: Person, language: string): Promise<void> {
  await person.choose(en.room.bar.more, words.item);
  const radio = person.page.getByRole('radio', { name: language, exact: true });
  await radio.click();
  await expect.poll(() => radio.isChecked(), { timeout: 10_000 }).toBe(true);
  await person.button(words.close).click();
}

/** Nobody interprets here: they go on without, by the names they are shown. */
async function gather(): Promise<void> {
  try {
    await conductor.ask('joint.gather', { seconds: 3 });
  } catch (error) {
    const reply = error instanceof Error && 'reply' in error ? ErrorReply.parse(error.reply) : null;
    await conductor.ask('joint.gather', { seconds: 3, unserved: reply?.people ?? [] });
  }
}

beforeAll(async () => {
  service = await openCaptionService(Object.values(tones));
  [server, browser] = await Promise.all([
    runServer({
      CAPTIONS: 'service',
      CAPTIONS_URL: service.url,
      CAPTIONS_SECRET: SECRET,
      LOG_LEVEL: 'trace',
    }),
    launchBrowser(),
  ]);
  const office = await openOffice(server);
  const links = await office.invite([
    ...Object.values(cast),
    { role: 'co-mediator', name: 'Sun', languages: ['zh'] },
  ]);
  conductor = await Conductor.connect(links.get('Sun') ?? '');
  [applicant, respondent] = await Promise.all([
    sitDown('applicant', links.get(cast.applicant.name) ?? ''),
    sitDown('respondent', links.get(cast.respondent.name) ?? ''),
  ]);
  await gather();
  await conductor.settled([idOf('applicant'), idOf('respondent')], conductor.plenary);
}, 120_000);

afterEach(({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const person of [applicant, respondent]) process.stderr.write(`${person.console.join('\n')}\n`);
  process.stderr.write(`${server.output().slice(-4_000)}\n`);
});

afterAll(async () => {
  conductor.close();
  await browser.close();
  await server.close();
  await service.close();
});

test('[CAP-1] [CAP-2] [CAP-9] what somebody types is read while they do, large, and gone with its language', async () => {
  const named = { participant: idOf('applicant') };
  await conductor.ask('captioner.name', { ...named, named: true });
  await read(respondent, 'English');
  const field = applicant.page.getByLabel(words.write.field, { exact: true });
  await applicant.page.getByLabel(words.write.language, { exact: true }).selectOption('en');
  await field.pressSequentially('We have paid');
  const line = captionsOf(respondent).getByText('We have paid').first();
  await line.waitFor();
  expect(await line.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThan(
    20,
  );
  expect(await captionsOf(respondent).getByRole('log').getByText('We have paid').count()).toBe(0);
  await field.press('Enter');
  await captionsOf(respondent).getByRole('log').getByText('We have paid').waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await captionsOf(applicant).count()).toBe(0);
  await read(respondent, 'Chinese');
  expect(await captionsOf(respondent).getByText('We have paid').count()).toBe(0);
  await conductor.ask('captioner.name', { ...named, named: false });
  await field.waitFor({ state: 'detached' });
}, 120_000);

test('[CAP-11] [CAP-13] what somebody says is read by who is in their room, and by nobody once they are elsewhere', async () => {
  await read(respondent, 'Chinese');
  expect(service.voices).toEqual([]);
  await conductor.ask('captions.automate', { room: conductor.plenary, on: true });
  for (const person of [applicant, respondent]) await person.sees(words.automatic.here);

  // Their very tone, out of the packets that came here, and back on the other's screen.
  const spoken = `tone ${tones.applicant}`;
  await captionsOf(respondent).getByText(spoken).first().waitFor();
  expect(await captionsOf(respondent).getByText(`tone ${tones.respondent}`).count()).toBe(0);
  expect(await captionsOf(applicant).count()).toBe(0);
  expect(service.voices.map(({ language }) => language).toSorted()).toEqual(['en', 'zh']);

  const { room } = await conductor.ask('caucus.open', {
    title: 'Apart',
    participants: [idOf('applicant')],
    minutes: null,
  });
  await conductor.settled([idOf('applicant')], room);
  const theirs = service.voices.find(({ language }) => language === 'zh');
  await expect.poll(() => theirs?.open, { timeout: 10_000 }).toBe(false);
  await read(applicant, 'English');
  await read(applicant, 'Chinese');
  // Of the caucus nothing comes here, while the plenary goes on.
  const others = service.voices.find(({ language }) => language === 'en');
  const before = others?.packets ?? 0;
  await expect.poll(() => others?.packets ?? 0, { timeout: 20_000 }).toBeGreaterThan(before + 100);
  expect(service.voices.filter(({ language }) => language === 'zh')).toHaveLength(1);
  expect(await captionsOf(applicant).getByText(/^tone/).count()).toBe(0);

  // Whoever leaves the room takes nothing of it along.
  await conductor.ask('people.move', {
    participants: [idOf('respondent')],
    to:
      conductor.view.board?.rooms.find(({ side }) => side !== null && side === sideOf('respondent'))?.id ??
      room,
  });
  await respondent.isIn(en.room.kind.arrival);
  expect(await captionsOf(respondent).getByText(/^tone/).count()).toBe(0);
  await expect.poll(() => service.voices.some(({ open }) => open), { timeout: 10_000 }).toBe(false);

  expect(server.output()).not.toContain(SECRET);
  expect(server.output()).not.toContain(spoken);
}, 120_000);

test('[CAP-19] when nothing comes of it any more everyone in the room is told, and told again when it does', async () => {
  await gather();
  await conductor.settled([idOf('applicant'), idOf('respondent')], conductor.plenary);
  for (const person of [applicant, respondent]) {
    await person.sees(words.automatic.here);
    // Open before the move, and so open again by itself: a press just then would close it.
    await person.button(en.room.bar.mute).waitFor();
  }
  await captionsOf(respondent).getByText(`tone ${tones.applicant}`).first().waitFor();

  service.calls(null);
  for (const person of [applicant, respondent]) {
    await person.sees(words.stalled.here);
    await person.page.getByText(words.stalled.tell).waitFor();
    expect(await person.page.getByText(words.automatic.here).count()).toBe(0);
  }
  await conductor.until(({ captions }) => captions?.stalled === true);

  service.calls('pitch');
  await respondent.sees(words.stalled.back);
  for (const person of [applicant, respondent]) await person.sees(words.automatic.here);
  await captionsOf(respondent).getByText(`pitch ${tones.applicant}`).first().waitFor();
}, 120_000);

test('[CAP-20] what was really said is kept of when it was said, by the sound itself', async () => {
  const { place } = conductor.view;
  if (place.kind !== 'room') throw new Error('nobody conducts here');
  const began = Date.now();
  await conductor.ask('lead.take', {});
  await conductor.ask('transcripts.keep', { kept: true });
  const said = async (name: string) => {
    const { lines } = await conductor.ask('transcript.read', { epoch: place.epoch, before: null });
    const times = lines.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    return lines.filter((line) => line.name === name).map(({ at }) => at);
  };
  for (const { name } of [cast.applicant, cast.respondent]) {
    // One window of sound after the other, whenever it was understood.
    await expect
      .poll(
        async () => {
          const times = await said(name);
          return times.some((at, index) => at - (times[index - 1] ?? at) === WINDOW_MS);
        },
        { timeout: 20_000 },
      )
      .toBe(true);
    for (const at of await said(name)) {
      expect(at).toBeGreaterThan(began - 5_000);
      expect(at).toBeLessThan(Date.now());
    }
  }
}, 120_000);

function sideOf(part: 'respondent'): string | null {
  const person = conductor.view.people.find(({ participant }) => participant.name === cast[part].name);
  return person !== undefined && 'side' in person.participant ? person.participant.side : null;
}
