import { setTimeout as pause } from 'node:timers/promises';
import { comeIn } from '../day/come-in.ts';
import { inHall } from '../day/in-hall.ts';
import type { Sitting } from '../day/sitting.ts';
import type { Findings } from '../findings.ts';
import { bothSides } from '../parley/product.ts';
import { sizeStreamOf } from '../rtp/streams.ts';
import { moments } from '../statistics/moments.ts';
import { type Random, seeded, wholeBelow } from '../statistics/random.ts';
import { screenFindings } from './findings.ts';
import { type Layout, layouts } from './layout.ts';
import { Page } from './page.ts';
import type { ScreenScenario } from './scenario.ts';
import { SizesWatch } from './sizes-watch.ts';

/** What has not come by then does not come. Counted in looks: who is held up themselves has not waited. */
const LOOKS = 250;
const LOOK_MS = 20;
/** As what a page shows when somebody shares a screen. */
const FIRST_LAYOUT: Layout = 'screen';

/** Screens are shared, and pages are laid out anew, by a seed. */
export function playScreen(scenario: ScreenScenario, say: (line: string) => void): Promise<Findings> {
  const { people, seconds } = scenario;
  const plan = { scenario, cast: bothSides(people), size: { people, interpreters: 0 } };
  return inHall(plan, async ({ sittings, all, watch, troubles }) => {
    await comeIn(scenario, sittings);
    say(`${all.length} people are in`);
    const pages = sittings.flatMap((sitting) => pagesOf(sitting, scenario));
    const sizes = new SizesWatch(pages);
    await watch.start();
    sizes.start();
    try {
      const began = performance.now();
      const shared = (await Promise.all(sittings.map((sitting) => share(sitting, scenario)))).flat();
      say(`  a screen came to ${shared.filter((each) => each !== null).length} of ${shared.length}`);
      const random = seeded(scenario.seed);
      await Promise.all(
        pages.map((page) => goOn({ page, scenario, began, random: seeded(2 ** 32 * random()) })),
      );
      await pause(Math.max(0, began + 1_000 * seconds - performance.now()));
      await until(() => pages.every(({ pictures }) => pictures.every(({ isAwaited }) => !isAwaited)));
      await watch.stop();
      return screenFindings(scenario, {
        shared,
        looks: pages.flatMap((page) => page.finish()),
        sizes: sizes.samples,
        watch,
        all,
        troubles: troubles.counts,
      });
    } finally {
      sizes.stop();
    }
  });
}

function pagesOf({ attendants }: Sitting, { camera, screen }: ScreenScenario): Page[] {
  const sizes = { camera: camera.length, screen: screen.length };
  return attendants.map((each) => new Page(each, attendants, sizes));
}

/** The mediator shares their screen; for each of the others the milliseconds until its first packet, null where none came. */
async function share(
  { mediator, attendants }: Sitting,
  { screen }: ScreenScenario,
): Promise<(number | null)[]> {
  const others = attendants.filter((each) => each !== mediator);
  const firsts: (number | null)[] = others.map(() => null);
  const pressed = performance.now();
  for (const [index, { ear }] of others.entries()) {
    for (const size of screen.keys()) {
      void ear.next(sizeStreamOf(mediator.number, 'screen', size)).then((at) => {
        firsts[index] ??= at - pressed;
      });
    }
  }
  await mediator.share(screen);
  await until(() => !firsts.includes(null));
  return firsts;
}

interface GoingOn {
  readonly page: Page;
  readonly scenario: ScreenScenario;
  readonly began: number;
  readonly random: Random;
}

async function goOn({ page, scenario, began, random }: GoingOn): Promise<void> {
  let layout = FIRST_LAYOUT;
  await page.layOut(layout, random);
  for (const at of moments(random, scenario.layoutsPerMinute, scenario.seconds)) {
    await pause(Math.max(0, began + 1_000 * at - performance.now()));
    const others = layouts.filter((each) => each !== layout);
    layout = others[wholeBelow(random, others.length)] ?? FIRST_LAYOUT;
    await page.layOut(layout, random);
  }
}

/** Waits for it, but not for ever. */
async function until(isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < LOOKS && !isSo(); looks += 1) await pause(LOOK_MS);
}
