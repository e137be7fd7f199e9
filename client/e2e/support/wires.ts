import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';

/** One of a page's media connections. */
export interface MediaWire {
  /** Numbers the connections in the order the page made them: another number is another join. */
  readonly made: number;
  /** Another one after each ICE restart. */
  readonly ufrag: string;
  readonly protocol: string;
  /** The page's end, and the media node's. */
  readonly local: string;
  readonly remote: string;
}

declare global {
  interface Window {
    wires?: RTCPeerConnection[];
  }
}

/** Remembers the connections that pages of this context make from now on. */
export async function rememberWires(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    window.wires = made;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
      }
    };
  });
}

const Candidate = z.object({ address: z.string(), port: z.int(), protocol: z.string() });
const Stats = z.union([
  z.object({
    type: z.literal('transport'),
    selectedCandidatePairId: z.string(),
    iceLocalUsernameFragment: z.string(),
  }),
  z.object({
    type: z.literal('candidate-pair'),
    localCandidateId: z.string(),
    remoteCandidateId: z.string(),
  }),
  Candidate.extend({ type: z.enum(['local-candidate', 'remote-candidate']) }),
  z.object({
    type: z.literal('inbound-rtp'),
    kind: z.string(),
    packetsReceived: z.int(),
    bytesReceived: z.int().default(0),
    totalSamplesReceived: z.int().default(0),
    concealedSamples: z.int().default(0),
  }),
  z.object({ type: z.string().transform(() => 'other' as const) }),
]);
type Stats = z.infer<typeof Stats>;
const Report = z.array(z.object({ made: z.int(), stats: z.array(z.tuple([z.string(), Stats])) }));

/** What the browser knows of each connection that is not closed. */
async function reports(page: Page): Promise<{ made: number; stats: Map<string, Stats> }[]> {
  const text = await page.evaluate(async () => {
    const open = [...(window.wires ?? []).entries()].filter(([, wire]) => wire.connectionState !== 'closed');
    return JSON.stringify(
      await Promise.all(open.map(async ([made, wire]) => ({ made, stats: [...(await wire.getStats())] }))),
    );
  });
  return Report.parse(JSON.parse(text)).map(({ made, stats }) => ({ made, stats: new Map(stats) }));
}

export async function mediaWires(page: Page): Promise<MediaWire[]> {
  const found: MediaWire[] = [];
  for (const { made, stats } of await reports(page)) {
    for (const each of stats.values()) {
      if (each.type !== 'transport') continue;
      const pair = stats.get(each.selectedCandidatePairId);
      if (pair?.type !== 'candidate-pair') continue;
      const local = Candidate.parse(stats.get(pair.localCandidateId));
      const remote = Candidate.parse(stats.get(pair.remoteCandidateId));
      found.push({
        made,
        ufrag: each.iceLocalUsernameFragment,
        protocol: remote.protocol,
        local: local.address,
        remote: `${remote.address}:${remote.port}`,
      });
    }
  }
  return found;
}

/** The names under which a page's connections are being made, also while nothing comes by them. */
export const ufragsOf = async (page: Page): Promise<string[]> =>
  (await reports(page)).flatMap(({ stats }) =>
    [...stats.values()].flatMap((each) => (each.type === 'transport' ? [each.iceLocalUsernameFragment] : [])),
  );

/** How a page's sound fared over a while. */
export interface Sound {
  /** Longest time without a packet, milliseconds. */
  readonly longestSilence: number;
  /** Share of what was played that had to be made up because it did not come, percent. */
  readonly madeUp: number;
}

/** Watches a page's sound from now on until `done`. */
export function watchSound(page: Page): { done(): Promise<Sound> } {
  let over = false;
  const watching = (async (): Promise<Sound> => {
    const first = await soundOf(page);
    let last = first;
    let heardAt = performance.now();
    let longestSilence = 0;
    for (;;) {
      // While a page is loaded anew there is nobody to ask, and nothing is heard either.
      const now = await soundOf(page).catch(() => last);
      if (now.packets !== last.packets) heardAt = performance.now();
      last = now;
      longestSilence = Math.max(longestSilence, Math.round(performance.now() - heardAt));
      if (over) break;
    }
    const madeUp = (100 * (last.madeUp - first.madeUp)) / Math.max(1, last.samples - first.samples);
    return { longestSilence, madeUp };
  })();
  return {
    done: () => {
      over = true;
      return watching;
    },
  };
}

const PICTURES_FOR_MS = 2_000;

/** Bits per second of pictures that arrive at a page, over two seconds. */
export async function pictureBits(page: Page): Promise<number> {
  const began = performance.now();
  const first = await pictureBytes(page);
  await pause(PICTURES_FOR_MS);
  return ((await pictureBytes(page)) - first) * (8_000 / (performance.now() - began));
}

async function pictureBytes(page: Page): Promise<number> {
  const all = (await reports(page)).flatMap(({ stats }) => [...stats.values()]);
  return all.reduce(
    (sum, each) => (each.type === 'inbound-rtp' && each.kind === 'video' ? sum + each.bytesReceived : sum),
    0,
  );
}

async function soundOf(page: Page): Promise<{ packets: number; samples: number; madeUp: number }> {
  const sum = { packets: 0, samples: 0, madeUp: 0 };
  for (const { stats } of await reports(page)) {
    for (const each of stats.values()) {
      if (each.type !== 'inbound-rtp' || each.kind !== 'audio') continue;
      sum.packets += each.packetsReceived;
      sum.samples += each.totalSamplesReceived;
      sum.madeUp += each.concealedSamples;
    }
  }
  return sum;
}
