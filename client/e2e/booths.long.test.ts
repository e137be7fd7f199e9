import type { RoomId } from '@parley/shared/ids';
import type { NewPerson } from '@parley/shared/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { formatFor } from '../src/i18n/format.ts';
import { launchBrowser } from './support/browser.ts';
import { Company } from './support/company.ts';
import { pressUntil } from './support/people.ts';
import { nextStretch, playing } from './support/recorder.ts';
import type { Server } from './support/server.ts';
import { sharedServer } from './support/shared-server.ts';
import { tellOfFailures } from './support/tell-of-failures.ts';
import { loudness } from './support/volumes.ts';
import { filledWith } from './support/words.ts';

/** Six people, no cameras: Yara knows no Chinese, and renders into Arabic what Xu says in English. */
const cast = {
  Chen: { role: 'mediator', name: 'Chen', languages: ['zh', 'en'] },
  Li: { role: 'party', side: 0, name: 'Li', languages: ['zh'] },
  Nour: { role: 'counsel', side: 0, name: 'Nour', languages: ['ar'] },
  Zhou: { role: 'party', side: 1, name: 'Zhou', languages: ['en'] },
  Xu: { role: 'interpreter', side: null, name: 'Xu', languages: ['zh', 'en'] },
  Yara: { role: 'interpreter', side: null, name: 'Yara', languages: ['en', 'ar'] },
} as const satisfies Record<string, NewPerson>;
type Name = keyof typeof cast;
const names = Object.keys(cast) as Name[];
/** Ever wider apart, so that what two tones make together is none of the others. */
const toneOf = (name: Name): number => Math.round(500 * 1.45 ** names.indexOf(name));
const tones = names.map(toneOf);

/** What is kept of the original on a device that was never asked. */
const SOFT = 0.2;

let server: Server;
let browser: Browser;
let company: Company<Name>;

beforeAll(async () => {
  server = sharedServer();
  browser = await launchBrowser();
  company = await Company.gather(server, browser, { cast, toneOf, tones, cameras: false });
}, 120_000);

tellOfFailures(
  () => company.people,
  () => server,
);

afterAll(async () => {
  company.conductor.close();
  await browser.close();
});

const press = (name: Name, button: string | RegExp): Promise<void> =>
  company
    .page(name)
    .getByRole('button', { name: button, exact: typeof button === 'string' })
    .click();

const into = (language: string): RegExp =>
  new RegExp(`^${filledWith(en.interpretation.console.into, language)}`);

function directs(name: Name, language: string): Promise<void> {
  const page = company.page(name);
  return pressUntil(
    page.getByRole('button', { name: into(language) }),
    page.getByRole('button', { name: into(language), pressed: true }),
  );
}

type Heard = { readonly [N in Name]: readonly Name[] };

interface Hearing {
  readonly name: Name;
  readonly heard: readonly Name[];
  readonly strangers: readonly Name[];
}

/** Whom everyone comes to hear, and whom beside these in any window of the two seconds from then on. */
async function hearing(wanted: Heard): Promise<readonly Hearing[]> {
  const heard = await Promise.all(
    names.map(async (name) => namesOf(await playing(company.page(name), wanted[name].map(toneOf)))),
  );
  const ever = await Promise.all(names.map(twoSeconds));
  return names.map((name, index) => ({
    name,
    heard: heard[index] ?? [],
    strangers: (ever[index] ?? []).filter((each) => !wanted[name].includes(each)),
  }));
}

const exactly = (wanted: Heard): readonly Hearing[] =>
  names.map((name) => ({ name, heard: names.filter((each) => wanted[name].includes(each)), strangers: [] }));

/** Whom somebody hears in whatever window of the next two seconds. */
async function twoSeconds(name: Name): Promise<readonly Name[]> {
  return namesOf((await nextStretch(company.page(name))).flatMap((each) => each.tones));
}

const namesOf = (heard: readonly number[]): Name[] => names.filter((name) => heard.includes(toneOf(name)));

const together: Heard = {
  Chen: ['Li', 'Nour', 'Zhou'],
  Li: ['Chen', 'Nour', 'Zhou'],
  Nour: ['Chen', 'Li', 'Zhou', 'Yara'],
  Zhou: ['Chen', 'Li', 'Nour', 'Xu'],
  Xu: ['Chen', 'Li', 'Nour', 'Zhou', 'Yara'],
  Yara: ['Chen', 'Li', 'Nour', 'Zhou', 'Xu'],
};

describe('two booths', () => {
  test('[INT-4] each language is heard by whoever listens to it, and by who renders it further', async () => {
    await directs('Xu', 'English');
    await directs('Yara', 'Arabic');
    await press('Zhou', filledWith(en.interpretation.strip.listen, 'English'));
    await press('Nour', filledWith(en.interpretation.strip.listen, 'Arabic'));
    expect(await hearing(together)).toEqual(exactly(together));
  });

  test('[INT-31] [INT-39] an interpreter hears no language they did not choose, and over the room the one they work from', async () => {
    const yara = company.page('Yara');
    expect(await loudness(yara, [0, 1, 1, 1, 1])).toEqual([0, 1, 1, 1, 1]);
    await press('Yara', en.interpretation.listen.bar);
    await yara.getByRole('radio', { name: /^English/ }).click();
    await press('Yara', en.interpretation.listen.done);
    expect(await loudness(yara, [SOFT, SOFT, SOFT, SOFT, 1])).toEqual([SOFT, SOFT, SOFT, SOFT, 1]);
  });

  let applicant: RoomId;
  let respondent: RoomId;
  test('[INT-4] [INT-8] [INT-9] in two caucuses at once each has its own, and hears nothing of the other', async () => {
    applicant = await company.apart('With the applicant', 'Li', 'Nour', 'Yara');
    respondent = await company.apart('With the respondent', 'Zhou', 'Chen', 'Xu');
    const apart: Heard = {
      Li: ['Nour'],
      Nour: ['Li', 'Yara'],
      Yara: ['Li', 'Nour'],
      Zhou: ['Chen', 'Xu'],
      Chen: ['Zhou'],
      Xu: ['Zhou', 'Chen'],
    };
    expect(await hearing(apart)).toEqual(exactly(apart));
  });

  test('[INT-24] [INT-28] where both speak in turn, each has a turn of its own', async () => {
    for (const room of [applicant, respondent]) {
      await company.conductor.ask('manner.set', { room, manner: { kind: 'consecutive', limitSeconds: 120 } });
    }
    await press('Li', en.turns.take);
    await press('Zhou', en.turns.take);
    const bothSpeak: Heard = {
      Li: [],
      Nour: ['Li'],
      Yara: ['Li'],
      Zhou: ['Chen'],
      Chen: ['Zhou'],
      Xu: ['Zhou', 'Chen'],
    };
    expect(await hearing(bothSpeak)).toEqual(exactly(bothSpeak));
    await press('Li', en.turns.done);
    const oneRendered: Heard = {
      Li: ['Yara'],
      Nour: ['Yara'],
      Yara: [],
      Zhou: ['Chen'],
      Chen: ['Zhou'],
      Xu: ['Zhou', 'Chen'],
    };
    expect(await hearing(oneRendered)).toEqual(exactly(oneRendered));
    await press('Zhou', en.turns.done);
    const bothRendered: Heard = {
      Li: ['Yara'],
      Nour: ['Yara'],
      Yara: [],
      Zhou: ['Chen', 'Xu'],
      Chen: ['Xu'],
      Xu: ['Chen'],
    };
    expect(await hearing(bothRendered)).toEqual(exactly(bothRendered));
  });

  test('[INT-8] [INT-9] brought together again everyone hears what they had chosen', async () => {
    await company.conductor.ask('joint.gather', { seconds: 3 });
    await company.conductor.settled(company.idsOf(...names), company.conductor.plenary);
    expect(await hearing(together)).toEqual(exactly(together));
    expect(await loudness(company.page('Yara'), [SOFT, SOFT, SOFT, SOFT, 1])).toEqual([
      SOFT,
      SOFT,
      SOFT,
      SOFT,
      1,
    ]);
  });

  test('[INT-4] [INT-39] in a caucus one works from the other, and in the caucus beside it is none of either', async () => {
    await company.apart('With the applicant', 'Li', 'Nour', 'Xu', 'Yara');
    await company.apart('With the respondent', 'Zhou', 'Chen');
    const relayed: Heard = {
      Li: ['Nour'],
      Nour: ['Li', 'Yara'],
      Xu: ['Li', 'Nour', 'Yara'],
      Yara: ['Li', 'Nour', 'Xu'],
      Zhou: ['Chen'],
      Chen: ['Zhou'],
    };
    expect(await hearing(relayed)).toEqual(exactly(relayed));
    expect(await loudness(company.page('Yara'), [SOFT, SOFT, 1])).toEqual([SOFT, SOFT, 1]);
  });

  test('[INT-41] whoever opens the page anew reads on from when they began, and not from nothing', async () => {
    const xu = company.page('Xu');
    const anHour = new RegExp(
      minutesFrom(60)
        .map((minutes) => filledWith(since, minutes))
        .join('|'),
    );
    expect(await xu.getByText(anHour).count()).toBe(0);
    // An hour passes: by what their tab has seen, they began that much earlier.
    const [began, earlier] = await xu.evaluate(passAnHour, company.idsOf('Xu')[0] ?? '');
    expect(began).toBeGreaterThan(earlier);
    await xu.reload();
    await xu
      .getByRole('button', { name: into('English') })
      .getByText(anHour)
      .waitFor();
    expect(await xu.evaluate(beganOf, company.idsOf('Xu')[0] ?? '')).toBe(earlier);
  });
});

const { since } = en.interpretation.console;

/** The minutes as they are read, and the ten after them: they go on while the page loads. */
const minutesFrom = (first: number): string[] =>
  Array.from({ length: 11 }, (_, after) => formatFor('en').minutes((first + after) * 60_000) ?? '');

/** Runs in the page. */
function passAnHour(interpreter: string): [number, number] {
  const kept = JSON.parse(sessionStorage.getItem('parley.air-times') ?? '{}') as Record<string, number>;
  const began = kept[interpreter] ?? 0;
  const earlier = began - 60 * 60_000;
  sessionStorage.setItem('parley.air-times', JSON.stringify({ ...kept, [interpreter]: earlier }));
  return [began, earlier];
}

/** Runs in the page. */
function beganOf(interpreter: string): number | undefined {
  const kept = JSON.parse(sessionStorage.getItem('parley.air-times') ?? '{}') as Record<string, number>;
  return kept[interpreter];
}
