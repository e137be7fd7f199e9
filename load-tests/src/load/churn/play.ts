import { setTimeout as pause } from 'node:timers/promises';
import type { Attendant } from '../day/attendant.ts';
import { inHall } from '../day/in-hall.ts';
import { Outcomes } from '../day/outcomes.ts';
import type { Sitting } from '../day/sitting.ts';
import type { Findings } from '../findings.ts';
import { bothSides } from '../parley/product.ts';
import { churnFindings, type Visit } from './findings.ts';
import { type ChurnScenario, STAYING } from './scenario.ts';

const LOOK_MS = 5;
/** Whoever has heard nobody for so long is not let in, or hears nobody. */
const PATIENCE_MS = 15_000;
const PROGRESS = 20;
/** Visitors' addresses come after those of everyone who has a place of their own. */
const FIRST_ADDRESS = 1_000;

/** People come and go, and what is left of them is looked for. */
export function playChurn(scenario: ChurnScenario, say: (line: string) => void): Promise<Findings> {
  const people = STAYING + Math.ceil(scenario.lanes / scenario.sessions);
  const plan = { scenario, cast: bothSides(people), size: { people, interpreters: 0 } };
  return inHall(plan, async ({ sittings, all, watch, troubles }) => {
    for (const sitting of sittings) {
      for (let index = 0; index < STAYING; index += 1) await sitting.come(index);
    }
    await watch.start();
    const began = performance.now();
    const visits: Visit[] = [];
    const outcomes = new Outcomes<'visit'>();
    const lanes = Array.from({ length: scenario.lanes }, (_, lane) =>
      visitAgain({ scenario, sittings, lane, outcomes, visits, began, say }),
    );
    await Promise.all(lanes);
    await watch.stop();
    return churnFindings(scenario, {
      visits,
      outcomes,
      watch,
      all,
      troubles: troubles.counts,
      remaining: stillThere(sittings),
    });
  });
}

interface Lane {
  readonly scenario: ChurnScenario;
  readonly sittings: readonly Sitting[];
  readonly lane: number;
  readonly outcomes: Outcomes<'visit'>;
  readonly visits: Visit[];
  readonly began: number;
  readonly say: (line: string) => void;
}

/** The same guest, again and again, until all have come and gone. */
async function visitAgain({ scenario, sittings, lane, outcomes, visits, began, say }: Lane): Promise<void> {
  const sitting = sittings[lane % sittings.length];
  const index = STAYING + Math.floor(lane / sittings.length);
  const guest = sitting?.attendants[index];
  if (sitting === undefined || guest === undefined) return;
  for (let visit = lane; visit < scenario.joins; visit += scenario.lanes) {
    const next = pause(scenario.everyMs);
    await outcomes.of('visit', async () => {
      const made = await oneVisit(sitting, index, guest, FIRST_ADDRESS + visit);
      visits.push({ ...made, endedAt: (performance.now() - began) / 1_000 });
      if (visits.length % Math.ceil(scenario.joins / PROGRESS) === 0) {
        say(
          `  ${visits.length} of ${scenario.joins} have come and gone; the last was in after ${made.inMs.toFixed(0)} ms`,
        );
      }
      return made.inMs;
    });
    // Whoever failed half-way begins anew all the same.
    guest.leave();
    await next;
  }
}

async function oneVisit(
  sitting: Sitting,
  index: number,
  guest: Attendant,
  address: number,
): Promise<Omit<Visit, 'endedAt'>> {
  guest.ear.forgetFirst();
  const from = performance.now();
  await sitting.come(index, address);
  const inMs = performance.now() - from;
  const soundMs = (await firstSound(guest, from + PATIENCE_MS)) - from;
  const leaving = performance.now();
  await guest.go();
  return { inMs, soundMs, leftMs: performance.now() - leaving };
}

async function firstSound({ ear }: Attendant, deadline: number): Promise<number> {
  for (;;) {
    const at = ear.first('audio');
    if (at !== null) return at;
    if (performance.now() > deadline) throw new Error('heard nobody');
    await pause(LOOK_MS);
  }
}

/** Who is shown as being in a session, beside those who stay. */
const stillThere = (sittings: readonly Sitting[]): number =>
  sittings.reduce((sum, { mediator: { person } }) => {
    const { people } = person.line.view;
    return sum + people.filter(({ attendance }) => attendance === 'here').length - (STAYING - 1);
  }, 0);
