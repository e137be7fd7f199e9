import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { cast, type Office, openOffice } from './support/office.ts';
import { type Part, type Person, seatEveryone, tones } from './support/people.ts';
import { hearsExactly, seesMoving } from './support/senses.ts';
import { type RunningServer, runServer } from './support/server.ts';

let server: RunningServer;
let browser: Browser;
let office: Office;
let people: { readonly [P in Part]: Person };

const all = Object.values(tones);
const others = (part: Part): number[] => all.filter((tone) => tone !== tones[part]);
const everyone = (): Person[] => Object.values(people);

const everybodyHearsTheOthers = async (): Promise<void> => {
  for (const person of everyone()) await hearsExactly(person.page, others(person.part), all);
};

beforeAll(async () => {
  server = await runServer();
  browser = await launchBrowser();
  office = await openOffice(server);
  people = await seatEveryone(browser, office, cast);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('four people in a joint session', () => {
  test('each hears exactly the other three', everybodyHearsTheOthers);

  test('each sees the other three move', async () => {
    for (const person of everyone()) await seesMoving(person.page, 3);
  });

  test("the mediator's mute silences at every listener, and the person can speak again", async () => {
    const { mediator, applicant, respondent } = people;
    await mediator.button(new RegExp(`^${en.room.bar.people}`)).click();
    await mediator.button(en.room.people.menu.replace('{{name}}', cast.applicant.name)).click();
    await mediator.page.getByRole('menuitem', { name: en.room.people.mute, exact: true }).click();
    await applicant.button(en.room.bar.unmute).waitFor();
    const left = others('respondent').filter((tone) => tone !== tones.applicant);
    await hearsExactly(respondent.page, left, all);
    await applicant.unmute();
    await hearsExactly(respondent.page, others('respondent'), all);
  });

  test('what is written is read by everyone, and by whoever comes back later', async () => {
    const { applicant, respondent } = people;
    await applicant.say('我们愿意分期付款。');
    for (const person of everyone()) await person.reads('我们愿意分期付款。');
    await respondent.page.reload();
    await respondent.inRoom();
    await respondent.reads('我们愿意分期付款。');
  });

  test('a shared screen arrives', async () => {
    const { applicant, mediator } = people;
    await applicant.button(en.room.bar.share).click();
    await applicant.button(en.room.bar.stopShare).waitFor();
    await seesMoving(mediator.page, 4);
    await applicant.button(en.room.bar.stopShare).click();
    await applicant.button(en.room.bar.share).waitFor();
  });

  test('a dropped network comes back by itself, with sound', async () => {
    const { respondent, mediator } = people;
    await respondent.context.setOffline(true);
    await respondent.page.getByText(en.room.status.reconnecting).waitFor();
    await respondent.context.setOffline(false);
    await respondent.page.getByText(en.room.status.reconnecting).waitFor({ state: 'detached' });
    await hearsExactly(mediator.page, others('mediator'), all);
    await hearsExactly(respondent.page, others('respondent'), all);
  });

  test('a killed server comes back, and everyone is in the room again with sound, without a press', async () => {
    await server.kill();
    await server.start();
    await everybodyHearsTheOthers();
    await people.interpreter.say('回来了');
    for (const person of everyone()) await person.reads('回来了');
  });

  test('a link opened on a second device moves the person there and says so on the first', async () => {
    const { interpreter, mediator } = people;
    const second = await browser.newPage({ permissions: ['camera', 'microphone'], locale: 'en-GB' });
    await second.goto(interpreter.link);
    await second.getByRole('button', { name: en.guest.link.go }).click();
    await interpreter.page.getByText(en.guest.superseded.title).waitFor();
    await hearsExactly(
      mediator.page,
      others('mediator').filter((tone) => tone !== tones.interpreter),
      all,
    );
    expect(await interpreter.button(en.guest.superseded.here).isVisible()).toBe(true);
    await second.close();
  });
});
