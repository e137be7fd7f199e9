import { type AgreementView, nothingOfAgreement } from '@parley/shared/agreement';
import type { CaptionId, DeviceId, ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Connection } from '../../gateway/connection.ts';
import type { PapersView } from './oracle/papers-view.ts';
import type { SessionHost } from '../../session/host.ts';

/** A track somebody may play. */
export interface Offer {
  readonly producer: string;
  /** It was said that it can be played. */
  ready: boolean;
  /** It was said that it is not shown. */
  hidden: boolean;
}

/** One line of one person, and what the browser at its end remembers. */
export interface Guest {
  readonly participant: ParticipantId;
  readonly device: DeviceId;
  /** The connection's id once the server has minted it. */
  line: string | null;
  connection: Connection | null;
  /** The socket is gone; a browser that does not know it yet may still try. */
  closed: boolean;
  rev: number;
  view: SessionView | null;
  /** How many events there had been when that view was sent. */
  seenAt: number;
  /** When it was last found to be right. */
  rightAsOf: number | null;
  /** What they were last told of the agreement. */
  agreement: {
    readonly rev: number;
    readonly view: AgreementView;
    /** The same as this. */
    found: PapersView | null;
  };
  /** How many suggested terms they were last told wait. */
  waiting: number | null;
  /** They have asked for the whole of it, whether or not it differs. */
  asksAgain: boolean;
  /** Whether they were last told that somebody speaks. */
  hearsSpeech: boolean;
  /** Whether they were ever told how lines fare. */
  signalled: boolean;
  /** The media join the SFU has answered. */
  peer: string | null;
  /** The caption they are typing. */
  caption: CaptionId | null;
  /** The session at the server this line was opened to. */
  host: SessionHost | null;
  /** While their network is slow: what is still on its way to the server, oldest first. */
  slow: (() => void)[] | null;
  /** Tickets for files, and what for. */
  readonly tickets: Map<string, { readonly way: 'in' | 'out'; readonly text: string }>;
  /** Tracks whose publishing was answered. */
  readonly published: Set<string>;
  /** Tracks on offer, by consumer. */
  readonly offered: Map<string, Offer>;
  /** Tracks that are about to be offered again, after the line came back. */
  reminded: Set<string>;
}

export const newGuest = (participant: ParticipantId, device: DeviceId): Guest => ({
  participant,
  device,
  line: null,
  connection: null,
  closed: false,
  rev: 0,
  view: null,
  seenAt: 0,
  rightAsOf: null,
  agreement: { rev: 0, view: nothingOfAgreement, found: null },
  waiting: null,
  asksAgain: false,
  hearsSpeech: false,
  signalled: false,
  peer: null,
  caption: null,
  host: null,
  slow: null,
  tickets: new Map(),
  published: new Set(),
  offered: new Map(),
  reminded: new Set(),
});
