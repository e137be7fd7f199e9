import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { launchBrowser } from './support/browser.ts';
import { cast, openOffice } from './support/office.ts';
import { type Part, type Person, seatEveryone, tones, tonesOf } from './support/people.ts';
import { everHeard } from './support/senses.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';

/** Four people in the joint session, all with open microphones, who speak one after the other. */
let server: Server;
let browser: Browser;
let people: { readonly [P in Part]: Person };

const all = Object.values(tones);
const about = (words: string, part: Part): string => words.replace('{{name}}', cast[part].name);
const parts = ['mediator', 'applicant', 'respondent', 'interpreter'] as const;

/** Whom each of them should hear when it is these people's turn: whoever conducts is always heard. */
const heardBy = (part: Part, speakers: readonly Part[]): readonly Part[] =>
  parts.filter((each) => each !== part && (each === 'mediator' || speakers.includes(each)));

/** What each of them really hears, once it is as it should be or did not come to be. */
const whatIsHeard = (...speakers: readonly Part[]): Promise<(readonly number[])[]> =>
  Promise.all(parts.map((part) => people[part].hears(...heardBy(part, speakers))));

const turnOf = (...speakers: readonly Part[]): (readonly number[])[] =>
  parts.map((part) => tonesOf(...heardBy(part, speakers)));

async function setManner(kind: 'simultaneous' | 'consecutive', away = 10): Promise<void> {
  const { mediator } = people;
  await mediator.choose(en.room.bar.more, en.turns.manner.item);
  await mediator.page.getByRole('radio', { name: en.turns.manner[kind], exact: true }).check();
  if (kind === 'consecutive')
    await mediator.page.getByLabel(en.turns.manner.away, { exact: true }).selectOption(String(away));
  await mediator.confirm(en.common.save);
}

beforeAll(async () => {
  server = sharedServer();
  browser = await launchBrowser();
  people = await seatEveryone(browser, await openOffice(server), { cameras: false });
}, 240_000);

tellOfFailures(
  () => Object.values(people),
  () => server,
);

afterAll(async () => {
  await browser.close();
});

describe('where people speak in turn', () => {
  test('everyone reads that nobody speaks, and nobody is heard but the mediator', async () => {
    await setManner('consecutive');
    for (const person of Object.values(people)) await person.sees(en.turns.nobody);
    expect(await whatIsHeard()).toEqual(turnOf());
  });

  test('whoever takes the turn is heard', async () => {
    const { applicant, mediator } = people;
    await applicant.button(en.turns.take).click();
    await applicant.sees(en.turns.mine);
    await mediator.sees(about(en.turns.speaking, 'applicant'));
    expect(await whatIsHeard('applicant')).toEqual(turnOf('applicant'));
  });

  test('[TURN-1] somebody else is not, with an open microphone, and their page says why', async () => {
    const { respondent } = people;
    expect(await respondent.button(en.room.bar.mute).isVisible()).toBe(true);
    await respondent.sees(en.turns.held.turn);
    await respondent.sees(en.turns.heldShort);
    expect(await everHeard(people.applicant.page, 12, all)).toEqual(tonesOf('mediator'));
  });

  test('the interpreter asks for a slower pace, which whoever speaks and the mediator are told', async () => {
    const { applicant, interpreter, mediator } = people;
    await interpreter.button(en.turns.pace.ask).click();
    await applicant.sees(en.turns.pace.title);
    await applicant.button(en.turns.pace.seen).click();
    expect(await interpreter.button(en.turns.pace.asked).isVisible()).toBe(true);
    await mediator.sees(
      en.room.notices.askedSlower
        .replace('{{by}}', cast.interpreter.name)
        .replace('{{name}}', cast.applicant.name),
    );
  });

  test('what was said is passed on to the interpreter, whom everyone hears', async () => {
    const { applicant, interpreter } = people;
    await applicant.button(en.turns.done).click();
    await applicant.sees(en.turns.mineRendered);
    await interpreter.sees(about(en.turns.render, 'applicant'));
    expect(await whatIsHeard('interpreter')).toEqual(turnOf('interpreter'));
  });

  test('the mediator gives the turn to somebody else', async () => {
    const { mediator, respondent } = people;
    await mediator.choose(en.turns.give, cast.respondent.name);
    await respondent.sees(en.turns.mine);
    expect(await whatIsHeard('respondent')).toEqual(turnOf('respondent'));
  });

  test('[TURN-4] taking a turn with a closed microphone opens it', async () => {
    const { mediator, respondent } = people;
    await mediator.choose(en.turns.give, en.turns.end);
    await respondent.button(en.room.bar.mute).click();
    await respondent.button(en.turns.takeMuted).click();
    await respondent.button(en.room.bar.mute).waitFor();
    expect(await people.applicant.hears('mediator', 'respondent')).toEqual(tonesOf('mediator', 'respondent'));
  });

  test('everyone is heard again once they speak as they like', async () => {
    await setManner('simultaneous');
    await people.respondent.page.getByRole('region', { name: en.turns.label }).waitFor({ state: 'detached' });
    expect(await whatIsHeard('applicant', 'respondent', 'interpreter')).toEqual(
      turnOf('applicant', 'respondent', 'interpreter'),
    );
  });

  test('[INT-48] whoever is gone in the middle of their turn leaves it to the interpreter, and everyone reads why', async () => {
    await setManner('consecutive', 5);
    const { applicant, interpreter, mediator, respondent } = people;
    await applicant.button(en.turns.take).click();
    await mediator.sees(about(en.turns.speaking, 'applicant'));
    await applicant.page.close();
    await interpreter.sees(about(en.turns.render, 'applicant'));
    for (const person of [mediator, respondent, interpreter])
      await person.sees(about(en.turns.lapsed, 'applicant'));
    await interpreter.button(en.turns.doneRendering).click();
    for (const person of [mediator, respondent]) {
      await person.sees(en.turns.nobody);
      expect(await person.page.getByText(about(en.turns.lapsed, 'applicant')).count()).toBe(0);
    }
  });
});
