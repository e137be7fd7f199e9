import { RoomId } from '@parley/shared/ids';
import { viewFor } from '@parley/shared/policy';
import { afterEach, expect, test, vi } from 'vitest';
import { withNextFrame } from './later.ts';
import { Presses } from './presses.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { FakeServer } from './testing/fake-server.ts';
import { mediator, party, respondent } from './testing/people.ts';
import { Seat } from './testing/seat.ts';

afterEach(() => vi.unstubAllGlobals());

const FRAME_MS = 16;

/** What `withNextFrame` and `Presses` know of a page: frames come while it is seen, and timers by a held clock. */
class FakePage extends EventTarget {
  hidden = false;
  readonly #frames = new Map<number, () => void>();
  #last = 0;

  constructor(clock: FakeClock) {
    super();
    vi.stubGlobal('document', this);
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
      this.#frames.set((this.#last += 1), draw);
      return this.#last;
    });
    vi.stubGlobal('cancelAnimationFrame', (frame: number) => this.#frames.delete(frame));
    vi.stubGlobal(
      'setTimeout',
      <A extends readonly unknown[]>(work: (...given: A) => void, ms: number, ...given: A) =>
        clock.after(ms, () => work(...given)),
    );
    vi.stubGlobal('clearTimeout', (cancel: () => void) => cancel());
    const frame = (): void => {
      clock.after(FRAME_MS, frame);
      if (this.hidden) return;
      const due = [...this.#frames.values()];
      this.#frames.clear();
      for (const draw of due) draw();
    };
    frame();
  }
}

/** What happens to the party's page, and to the room it is in. */
const happenings = {
  'the room changes': ({ server, caucus, becomes }) =>
    server.as(
      mediator,
      becomes === 'closed'
        ? { type: 'caucus.close', room: caucus }
        : { type: 'caucus.rename', room: caucus, title: 'Li' },
    ),
  'the line breaks': ({ seat, server, heldUpMs }) => {
    seat.clock.stall(heldUpMs);
    server.cut(party);
  },
  'the page is hidden': ({ page, seat }) => {
    page.hidden = true;
    seat.hint('hidden');
  },
  'the page is seen again': ({ page, seat }) => {
    page.hidden = false;
    seat.hint('woke');
  },
  'a finger is down': ({ page }) => void page.dispatchEvent(new Event('pointerdown')),
  'it is let go': ({ page }) => void page.dispatchEvent(new Event('pointerup')),
} as const satisfies Record<string, (table: Table) => void>;
type Happening = keyof typeof happenings;

interface Table {
  readonly seat: Seat;
  readonly server: FakeServer;
  readonly page: FakePage;
  readonly caucus: RoomId;
  readonly heldUpMs: number;
  readonly becomes: Manner['becomes'];
  /** What was drawn last. */
  readonly drawn: () => unknown;
}

interface Manner {
  /** The party’s room; of a new name nothing else on the page changes. */
  readonly becomes: 'closed' | 'renamed';
  /** One way. */
  readonly latency: number;
  /** Between two happenings. */
  readonly apart: number;
  /** The page, when its line breaks. */
  readonly heldUpMs: number;
  /** The SFU acknowledges moves at the end only. */
  readonly lateMoves: boolean;
}

async function inCaucus({ becomes, latency, heldUpMs, lateMoves }: Manner): Promise<Table> {
  const server = new FakeServer();
  const clock = new FakeClock();
  const page = new FakePage(clock);
  const presses = new Presses(page, clock);
  const seat = new Seat(party, server, clock, presses.between(withNextFrame));
  let drawn: unknown = null;
  seat.engine.watch(() => (drawn = seat.model.view));
  for (const guest of [mediator, respondent]) server.seat(guest, mediator);
  await seat.comeIn(party);
  const caucus = RoomId.parse('a-caucus');
  server.as(mediator, {
    type: 'caucus.open',
    room: caucus,
    title: 'Li alone',
    participants: [party],
    minutes: null,
    mixing: [],
  });
  await seat.pass(1_000);
  if (latency > 0) server.later = (arrive) => void clock.after(latency, arrive);
  server.holdMoves = lateMoves;
  return { seat, server, page, caucus, becomes, heldUpMs, drawn: () => drawn };
}

/** The same for two that are the same, whatever of them was told first. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Object && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

/** All orders of these, in which each comes after what has to come before it. */
function ordersOf(all: readonly Happening[], after: Partial<Record<Happening, Happening>>): Happening[][] {
  if (all.length === 0) return [[]];
  return all.flatMap((first) => {
    const before = after[first];
    if (before !== undefined && all.includes(before)) return [];
    return ordersOf(
      all.filter((each) => each !== first),
      after,
    ).map((rest) => [first, ...rest]);
  });
}

const orders = ordersOf(
  [
    'the room changes',
    'the line breaks',
    'the page is hidden',
    'the page is seen again',
    'a finger is down',
    'it is let go',
  ],
  { 'the page is seen again': 'the page is hidden', 'it is let go': 'a finger is down' },
);

test.each<Manner>([
  { becomes: 'renamed', latency: 40, apart: 110, heldUpMs: 0, lateMoves: false },
  { becomes: 'closed', latency: 40, apart: 30, heldUpMs: 1_500, lateMoves: false },
  { becomes: 'closed', latency: 40, apart: 110, heldUpMs: 0, lateMoves: true },
])(
  'whatever comes between a view and the screen, in whatever order, the newest is drawn: %j',
  async (manner) => {
    const stale: (readonly Happening[])[] = [];
    for (const order of orders) {
      const table = await inCaucus(manner);
      const { seat, server, caucus } = table;
      for (const each of order) {
        happenings[each](table);
        await seat.pass(manner.apart);
      }
      server.holdMoves = false;
      server.settle();
      await seat.pass(1_500);
      const newest = viewFor(server.state, party);
      const wrong = JSON.stringify(newest).includes(manner.becomes === 'closed' ? caucus : 'Li alone');
      if (wrong || written(table.drawn()) !== written(newest)) stale.push(order);
      seat.engine.close();
    }
    expect(orders).toHaveLength(180);
    expect(stale).toEqual([]);
  },
);
