import type { ConsumerId, ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Clock } from '../session/clock.ts';
import type { SessionModel } from '../session/model.ts';
import type { RemoteTrack } from './model.ts';
import type { Meter } from './meter.ts';
import type { Playback } from './playback.ts';

/** A breath or a search for a word: the original does not come up in between. */
const HOLD_MS = 1_500;
/** What a still microphone brings is below this; it is the scale of `Meter`. */
const AUDIBLE = 0.15;
const TICK_MS = 30;
/** From silent to full and back in so many steps: soft, and over within a fifth of a second. */
const STEPS = 5;

/** Whether the original makes room for somebody last heard to interpret at `heardAt`. */
export const makesRoom = (heardAt: number | null, now: number): boolean =>
  heardAt !== null && now - heardAt < HOLD_MS;

/** A step from one loudness towards another. */
export function faded(from: number, to: number): number {
  const step = 1 / STEPS;
  return Math.abs(to - from) <= step ? to : from + Math.sign(to - from) * step;
}

type Seen = Pick<SessionView, 'interpretation' | 'me'>;

/** Who interprets here into the language I chose, besides myself; null where nobody does. */
export function interpretingForMe({ interpretation, me }: Seen): ParticipantId | null {
  const channel = interpretation?.channels.find(({ language }) => language === interpretation.listens);
  return channel === undefined || channel.interpreter === me.participant.id ? null : channel.interpreter;
}

/**
 * Whom an interpreter could hear and does not listen to: whoever interprets into another language than the one they
 * work from, unless it is a partner of theirs.
 */
function besideTheFloor({ interpretation, me }: Seen): ReadonlySet<ParticipantId> {
  const mine = interpretation?.mine ?? null;
  if (interpretation === null || mine === null) return new Set();
  const { channels, listens } = interpretation;
  const others = channels.filter(
    ({ language, interpreter }) =>
      language !== listens && interpreter !== me.participant.id && !mine.partners.includes(interpreter),
  );
  return new Set(others.map(({ interpreter }) => interpreter));
}

const consumersOf = (tracks: readonly RemoteTrack[]): ReadonlySet<ConsumerId> =>
  new Set(tracks.map(({ consumer }) => consumer));

const isSameSet = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean =>
  one.size === other.size && [...one].every((each) => other.has(each));

interface DuckerParts {
  readonly clock: Clock;
  readonly meter: Meter;
  readonly playback: Pick<Playback, 'balance'>;
  /** How loud the original stays beside the interpreter: 0 … 1. */
  readonly beside: () => number;
}

/**
 * While the interpreter whom I listen to is heard, everybody else is softer. Nothing but the sound itself decides: where
 * nobody interprets, for whatever reason, the original is as loud as ever.
 */
export class Ducker {
  readonly #parts: DuckerParts;
  #voice: RemoteTrack | null = null;
  #silent: ReadonlySet<ConsumerId> = new Set();
  /** What is only prepared: should something come by it, it has been decided that it is heard, and the word of it is late. */
  #prepared: ReadonlySet<ConsumerId> = new Set();
  #heardAt: number | null = null;
  #original = 1;
  #cancel: (() => void) | null = null;

  constructor(parts: DuckerParts) {
    this.#parts = parts;
  }

  follow({ view, tracks }: Pick<SessionModel, 'tracks'> & { readonly view: Seen | null }): void {
    const interpreter = view === null ? null : interpretingForMe(view);
    // From one interpreter to the next the original stays where it is; without one it is back at once.
    if (interpreter === null) this.#heardAt = null;
    const microphones = [...tracks.values()].filter(({ source }) => source === 'microphone');
    const of = (fits: (owner: ParticipantId) => boolean): readonly RemoteTrack[] =>
      microphones.filter(({ owner }) => owner !== null && fits(owner));
    const voice = of((owner) => owner === interpreter).at(-1) ?? null;
    const aside = view === null ? new Set<ParticipantId>() : besideTheFloor(view);
    const silent = consumersOf(of((owner) => aside.has(owner)));
    const prepared = consumersOf(microphones.filter(({ owner }) => owner === null));
    const isSame = isSameSet(silent, this.#silent) && isSameSet(prepared, this.#prepared);
    this.#silent = silent;
    this.#prepared = prepared;
    if (voice?.track !== this.#voice?.track) {
      this.#voice = voice;
      this.#parts.meter.listen(voice?.track ?? null);
      this.#balance();
    } else if (!isSame) {
      this.#balance();
    }
    if (this.#cancel === null) this.#tick();
  }

  close(): void {
    this.#cancel?.();
    this.#parts.meter.close();
  }

  #tick(): void {
    const { clock, meter, beside } = this.#parts;
    const now = clock.now();
    if (this.#voice !== null && meter.level() > AUDIBLE) this.#heardAt = now;
    const goal = makesRoom(this.#heardAt, now) ? beside() : 1;
    if (goal !== this.#original) {
      this.#original = faded(this.#original, goal);
      this.#balance();
    }
    const atRest = this.#voice === null && this.#original === 1;
    this.#cancel = atRest ? null : clock.after(TICK_MS, () => this.#tick());
  }

  #balance(): void {
    const full = new Set(this.#prepared);
    if (this.#voice !== null) full.add(this.#voice.consumer);
    this.#parts.playback.balance({ full, original: this.#original, silent: this.#silent });
  }
}
