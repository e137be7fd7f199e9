import type { Page } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import type { Conductor } from './conductor.ts';
import { unmute } from './people.ts';

interface Coming {
  readonly page: Page;
  readonly link: string;
  readonly name: string;
  /** Lets them in. */
  readonly conductor: Conductor;
  readonly cameras: boolean;
}

/** From their link into the session, with an open microphone: of anybody, and of mediators without being let in. */
export async function comeIn({ page, link, name, conductor, cameras }: Coming): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: en.guest.link.go, exact: true }).click();
  if (!cameras) await page.getByRole('button', { name: en.check.turnOff.camera, exact: true }).click();
  await page.getByLabel(en.check.rules.accept).check();
  await page.getByRole('button', { name: readyNames }).click();
  const view = await conductor.until(({ people }) =>
    people.some(
      ({ participant, attendance }) =>
        participant.name === name && (attendance === 'waiting' || attendance === 'here'),
    ),
  );
  const waits = view.people.find(
    ({ participant, attendance }) => participant.name === name && attendance === 'waiting',
  );
  if (waits !== undefined) await conductor.admit(waits.participant.id);
  await unmute(page);
}

const readyNames = new RegExp(
  `^(?:${[en.check.ready, en.check.readyConduct, en.check.readyWithout.camera].join('|')})$`,
);
