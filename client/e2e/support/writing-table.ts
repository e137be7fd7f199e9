import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { agreement as words } from '../../src/i18n/en/agreement.ts';
import { en } from '../../src/i18n/en.ts';
import { launchBrowser } from './browser.ts';
import { cast, insurer, openOffice, threeSides } from './office.ts';
import { openJoint, type Part, Person, seat } from './people.ts';
import type { Server } from './server.ts';
import { sharedServer } from './shared-server.ts';
import { tellOfFailures } from './tell-of-failures.ts';
import { filledWith } from './words.ts';
import { Writer } from './writer.ts';

export interface Writers {
  readonly chen: Writer;
  readonly li: Writer;
  readonly zhou: Writer;
}

/**
 * Sets up, for the tests of a file, a server and a browser in which the mediator, a party of each side and nobody else
 * are in the joint session, cameras and microphones off: they are here to write, on a machine they share.
 */
export function writingTable(steps: {
  /** Where none is said, the one of the run. */
  readonly server?: () => Promise<Server>;
  /** Somebody of a third side is invited as well, and sits at a blank page all the while. */
  readonly late?: (writer: Writer) => void;
  /** The pages are there and blank. */
  readonly seated: (writers: Writers) => void | Promise<void>;
  readonly together: () => Promise<void>;
}): void {
  let server: Server;
  let browser: Browser;
  let people: readonly Person[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([steps.server?.() ?? sharedServer(), launchBrowser()]);
    const office = await openOffice(server);
    const { mediator, applicant, respondent } = cast;
    // They all know Chinese, so that they can begin without an interpreter.
    const invited = [mediator, applicant, { ...respondent, languages: ['en', 'zh'] }];
    const links = await (steps.late === undefined
      ? office.invite(invited)
      : office.invite([...invited, insurer], threeSides));
    const sit = async (part: Part, { name }: { name: string } = cast[part]): Promise<Writer> =>
      new Writer(await Person.sitDown(browser, part, links.get(name) ?? ''));
    const writers = {
      chen: await sit('mediator'),
      li: await sit('applicant'),
      zhou: await sit('respondent'),
    };
    people = Object.values(writers).map(({ person }) => person);
    // A party, as the respondent is.
    steps.late?.(await sit('respondent', insurer));
    await steps.seated(writers);
    await seat(people, { cameras: false, microphones: false });
    await openJoint(writers.chen.person, people);
    await steps.together();
  }, 240_000);

  tellOfFailures(
    () => people,
    () => server,
  );

  afterAll(async () => {
    await browser.close();
  });
}

/** An agreement from a blank page, in whose one clause everyone may write. */
export async function everyoneWrites({ chen, li, zhou }: Writers): Promise<void> {
  await chen.open();
  await chen.begin();
  await chen.act(1, words.pen.everyone);
  for (const writer of [li, zhou]) {
    await writer.open();
    await writer.field(1).waitFor();
  }
}

/** The mediator takes the applicant aside. */
export async function talkApart(chen: Writer, li: Writer): Promise<void> {
  await chen.person.openPanel(en.board.bar);
  await chen.person.button(filledWith(en.board.talk.with, en.common.side.applicant)).click();
  await li.person.isIn(new RegExp(`^${en.room.kind.caucus}`));
}
