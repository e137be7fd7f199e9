import { type AgreementView, nothingOfAgreement } from '@parley/shared/agreement';
import type { DeviceId, ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Connection } from '../../gateway/connection.ts';
import type { SessionHost } from '../../session/host.ts';

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
  /** What they were last told of the agreement. */
  agreement: { readonly rev: number; readonly view: AgreementView };
  /** Whether they were last told that somebody speaks. */
  hearsSpeech: boolean;
  /** The media join the SFU has answered. */
  peer: string | null;
  /** The session at the server this line was opened to. */
  host: SessionHost | null;
  /** Tickets for files, and what for. */
  readonly tickets: Map<string, { readonly way: 'in' | 'out'; readonly text: string }>;
  /** Tracks whose publishing was answered. */
  readonly published: Set<string>;
  /** Tracks on offer, by consumer; true once it was said that they can be played. */
  readonly offered: Map<string, { readonly producer: string; ready: boolean }>;
}

export const newGuest = (participant: ParticipantId, device: DeviceId): Guest => ({
  participant,
  device,
  line: null,
  connection: null,
  closed: false,
  rev: 0,
  view: null,
  agreement: { rev: 0, view: nothingOfAgreement },
  hearsSpeech: false,
  peer: null,
  host: null,
  tickets: new Map(),
  published: new Set(),
  offered: new Map(),
});
