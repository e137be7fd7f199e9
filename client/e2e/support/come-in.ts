import type { Page } from 'playwright-core';
import { en } from '../../src/i18n/en.ts';
import type { Conductor } from './conductor.ts';
import { unmute } from './people.ts';

/** From their link into the session, admitted by the conductor, with an open microphone. */
export async function comeIn(page: Page, link: string, conductor: Conductor, name: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: en.guest.link.go }).click();
  await page.getByLabel(en.check.rules.accept).check();
  await page.getByRole('button', { name: en.check.ready, exact: true }).click();
  const view = await conductor.until(({ people }) =>
    people.some((person) => person.participant.name === name && person.attendance === 'waiting'),
  );
  const found = view.people.find(({ participant }) => participant.name === name);
  if (found === undefined) throw new Error(`${name} did not come`);
  await conductor.ask('lobby.admit', { participant: found.participant.id });
  await unmute(page);
}
