import { z } from 'zod';
import type { Fare } from './sound-first.ts';

/** More of a voice missing than this, and words are lost. */
const TOO_MUCH = 0.1;
/** Less than this is missing of anything that comes over a line that carries it. */
const NEXT_TO_NOTHING = 0.03;
/** Too few packets to tell by: a third of a second of one voice. */
const TOO_FEW = 15;
/** Bits per second: sound and what keeps a line alive need 60,000, and the smallest picture cannot live off the rest. */
const TOO_NARROW = 80_000;

const count = z.number().default(0);
const Stream = z.object({
  type: z.literal('inbound-rtp'),
  kind: z.enum(['audio', 'video']),
  ssrc: z.number(),
  packetsReceived: count,
  packetsLost: count,
  /** Came too late to be played. */
  packetsDiscarded: count,
});
/** What the media node says of what it gets. */
const Taken = z.object({
  type: z.literal('remote-inbound-rtp'),
  kind: z.literal('audio'),
  fractionLost: z.number().default(0),
});
const Way = z.object({
  type: z.literal('candidate-pair'),
  /** What the browser takes the line to carry, bits per second; not every browser says. */
  availableOutgoingBitrate: z.number(),
});

/** What a browser tells of a connection; `RTCStatsReport` is one. */
type Report = Pick<RTCStatsReport, 'values'>;

/** All of a report that is of this kind; another browser's report may lack any of it. */
const those = <T>(kind: z.ZodType<T>, report: Report): T[] =>
  [...report.values()].flatMap((each: unknown) => {
    const parsed = kind.safeParse(each);
    return parsed.success ? [parsed.data] : [];
  });

interface Passage {
  readonly kind: 'audio' | 'video';
  readonly due: number;
  readonly missed: number;
}

/** How the sound that comes fares, by what of it was missing or late since the last report. */
export class ComingFare {
  #before = new Map<number, Passage>();

  take(report: Report): Fare {
    const now = new Map(
      those(Stream, report).map(({ ssrc, kind, packetsReceived, packetsLost, packetsDiscarded }) => [
        ssrc,
        { kind, due: packetsReceived + packetsLost, missed: packetsLost + packetsDiscarded },
      ]),
    );
    const since = [...now].map(([ssrc, passage]) => later(passage, this.#before.get(ssrc)));
    this.#before = now;
    const told = since.filter(({ due }) => due >= TOO_FEW);
    const voices = told.filter(({ kind }) => kind === 'audio');
    if (voices.length === 0) return null;
    if (shareOf(voices) <= TOO_MUCH) return 'well';
    // What is missing on one's own line is missing of everything.
    if (told.some((each) => shareOf([each]) < NEXT_TO_NOTHING)) return 'well';
    const senders = Math.max(voices.length, told.length - voices.length);
    return senders > 1 ? 'badly' : 'doubtful';
  }
}

function later({ kind, due, missed }: Passage, before: Passage | undefined): Passage {
  // What was taken for lost may have come after all.
  const more = Math.max(0, missed - (before?.missed ?? 0));
  return { kind, due: due - (before?.due ?? 0), missed: more };
}

function shareOf(passages: readonly Passage[]): number {
  const sum = (of: 'due' | 'missed'): number => passages.reduce((all, each) => all + each[of], 0);
  return sum('missed') / sum('due');
}

/** How the sound that leaves fares, by what the media node says of it, and what the browser takes the line to carry. */
export function goingFare(report: Report): Fare {
  const taken = those(Taken, report);
  if (taken.length === 0) return null;
  if (taken.some(({ fractionLost }) => fractionLost > TOO_MUCH)) return 'badly';
  const tight = those(Way, report).some(
    ({ availableOutgoingBitrate }) => availableOutgoingBitrate < TOO_NARROW,
  );
  return tight ? 'tight' : 'well';
}
