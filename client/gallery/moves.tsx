import '../src/ui/theme.css';
import { assertNever } from '@parley/shared/lib';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { SessionScreens } from '../src/guest/SessionScreens.tsx';
import { setLanguage, startTranslator } from '../src/i18n/index.ts';
import { en } from '../src/i18n/en.ts';
import { interpreter, mediator, party } from '../src/session/testing/people.ts';
import { Surroundings } from '../src/ui/Surroundings.tsx';
import { control } from './actions.ts';
import { devicesOf, invitation } from './models.ts';
import { MovesOracle, type Seen } from './moves-oracle.ts';
import { MovesTable } from './moves-table.ts';

/**
 * Somebody is led from room to room, and each piece of what the page does about it is done by hand: what is told
 * arrives, a frame comes, and React draws for a moment, in any order. For the test of what is drawn together. Not part
 * of the build.
 */
const guests = { party, interpreter, mediator };
export type Guest = keyof typeof guests;

/** One thing that happens, one that arrives, or one that is done on the page. */
export type Step =
  | { readonly does: 'move'; readonly others: number }
  | {
      readonly does:
        | 'hold'
        | 'settle'
        | 'begin'
        | 'grow'
        | 'signals'
        | 'say'
        | 'share'
        | 'announce'
        | 'hand'
        | 'rename';
    }
  /** What is on the wire until I know of the room I am led to, or of what is said there; the rest is on its way. */
  | { readonly does: 'come'; readonly until: 'there' | 'heard' }
  | { readonly does: 'lose' | 'mend' | 'frame' | 'finish' }
  | { readonly does: 'arrive' | 'draw'; readonly times: number }
  | { readonly does: 'press'; readonly what: 'chat' | 'people' };

export interface Played {
  readonly faults: readonly string[];
  readonly seen: Seen;
  /** How often something arrived while a drawing was under way. */
  readonly between: number;
  /** At the end, with nothing under way any more. */
  readonly missing: readonly string[];
  readonly refused: Readonly<Record<string, number>>;
}

/** React's drawing, a piece at a time; put in place before it is loaded. */
export interface ByHand {
  readonly pieces: (() => void)[];
}

declare global {
  interface Window {
    byHand?: ByHand;
    play?: (who: Guest, steps: readonly Step[]) => Promise<Played>;
  }
}

const rootElement = document.getElementById('root');
if (rootElement === null || window.byHand === undefined) throw new Error('moves.html is not by hand');
const { pieces } = window.byHand;
const checked = devicesOf();
const devices = {
  ...control,
  getModel: () => checked,
  subscribe: () => () => undefined,
  close: () => undefined,
};

/** All that has been promised already. */
async function hop(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

async function draw(times: number): Promise<void> {
  for (let done = 0; done < times && pieces.length > 0; done += 1) {
    pieces.shift()?.();
    await hop();
  }
}

const buttons = {
  chat: en.room.bar.chat,
  people: en.room.bar.people,
} as const;

function press(page: HTMLElement, what: keyof typeof buttons): void {
  const button = [...page.querySelectorAll<HTMLElement>('nav button')].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent).startsWith(buttons[what]),
  );
  button?.click();
}

async function play(who: Guest, steps: readonly Step[]): Promise<Played> {
  localStorage.clear();
  const table = new MovesTable(guests[who]);
  const begun = table.begin();
  const page = document.createElement('div');
  rootElement?.replaceChildren(page);
  await begun;
  const root = createRoot(page);
  flushSync(() =>
    root.render(
      <Surroundings>
        <SessionScreens engine={table.seat.engine} {...{ devices, invitation, who }} resumed />
      </Surroundings>,
    ),
  );
  const oracle = new MovesOracle(page);
  const commits = new MutationObserver(() => oracle.look());
  commits.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  let between = 0;

  const finish = async (): Promise<void> => {
    while (!table.isTold || pieces.length > 0) {
      for (; !table.isTold; await hop()) table.deliver();
      table.frame();
      await draw(10_000);
    }
  };
  const does = async (step: Step): Promise<void> => {
    switch (step.does) {
      case 'move':
        return table.move(step.others);
      case 'hold':
        table.server.holdMoves = true;
        return;
      case 'settle':
        return table.settle();
      case 'begin':
        return table.caption(true);
      case 'grow':
        return table.caption(false);
      case 'signals':
        return table.signals();
      case 'say':
        return table.say();
      case 'share':
        return table.share();
      case 'announce':
        return table.announce();
      case 'rename':
        return table.rename();
      case 'hand':
        return table.hand();
      case 'lose':
        return table.media(false);
      case 'mend':
        return table.media(true);
      case 'frame':
        return table.frame();
      case 'finish':
        return finish();
      case 'arrive':
        for (let done = 0; done < step.times && !table.isTold; done += 1) {
          if (pieces.length > 0) between += 1;
          table.deliver();
          await hop();
        }
        return;
      case 'come':
        for (; !table.isTold && !table.knows(step.until); await hop()) {
          if (pieces.length > 0) between += 1;
          table.deliver();
        }
        return;
      case 'draw':
        return draw(step.times);
      case 'press':
        return press(page, step.what);
      default:
        return assertNever(step);
    }
  };

  await finish();
  for (const step of steps) {
    await does(step);
    await hop();
  }
  table.settle();
  table.caption(true);
  table.signals();
  await finish();
  const { captions, view } = table.seat.model;
  const missing = captions.flatMap(({ text }) => (page.textContent.includes(text) ? [] : [text]));
  const place = view?.place.kind === 'room' ? view.place.title : null;
  if (place !== null && !(page.querySelector('h1')?.textContent ?? '').includes(place)) missing.push(place);
  commits.disconnect();
  root.unmount();
  await finish();
  table.seat.engine.close();
  return { faults: oracle.faults, seen: oracle.seen, between, missing, refused: table.refused };
}

await startTranslator();
await setLanguage('en');
window.play = play;
