import type { ConsumerId } from '@parley/shared/ids';
import type { Clock } from '../session/clock.ts';

/** One voice that can be heard and held back again without being set up anew. */
export interface VoiceLine {
  readonly consumer: ConsumerId;
  readonly track: Pick<MediaStreamTrack, 'enabled'>;
  /** When what came by it was last played, by a clock of its own; null before anything was. */
  playedAt(): number | null;
}

interface Beginning {
  readonly line: VoiceLine;
  readonly at: number;
  /** What it had played before, in another turn. */
  readonly playedAt: number | null;
}

const LOOK_EVERY_MS = 10;
/** What is held back has ended by itself by then; and what began so long before has not taken its place. */
const PATIENCE_MS = 500;

/**
 * From one voice to the next without a gap and without two at once. What of a voice has come already goes on being
 * played after it is held back, longer on a line whose packets come unevenly; and the next, of which nothing has come
 * yet, is played at once. So the old one is silent as soon as the new one is heard.
 */
export class GivingWay {
  readonly #clock: Clock;
  readonly #ended: (line: VoiceLine) => void;
  readonly #ending = new Map<ConsumerId, VoiceLine>();
  #beginning: Beginning | null = null;
  #cancel: (() => void) | null = null;

  /** @param ended told of each that is played no more */
  constructor(clock: Clock, ended: (line: VoiceLine) => void) {
    this.#clock = clock;
    this.#ended = ended;
  }

  begins(line: VoiceLine): void {
    this.#ending.delete(line.consumer);
    line.track.enabled = true;
    this.#beginning = { line, at: this.#clock.now(), playedAt: line.playedAt() };
  }

  ends(line: VoiceLine): void {
    if (this.#beginning?.line.consumer === line.consumer) this.#beginning = null;
    this.#ending.set(line.consumer, line);
    this.#look(this.#clock.now());
  }

  /** One voice makes room for another: for as long as it takes, nothing else is to hold up the page. */
  get isUnderWay(): boolean {
    return this.#ending.size > 0;
  }

  close(): void {
    this.#cancel?.();
    this.#ending.clear();
  }

  #look(since: number): void {
    this.#cancel?.();
    if (this.#isNextHeard(since)) {
      this.#silence();
    } else if (this.#clock.now() < since + PATIENCE_MS) {
      this.#cancel = this.#clock.after(LOOK_EVERY_MS, () => this.#look(since));
    } else {
      this.#letGo();
    }
  }

  #isNextHeard(since: number): boolean {
    if (this.#beginning === null || this.#beginning.at < since - PATIENCE_MS) return false;
    const { line, playedAt } = this.#beginning;
    const now = line.playedAt();
    return now !== null && now !== playedAt;
  }

  #silence(): void {
    for (const { track } of this.#ending.values()) track.enabled = false;
    this.#letGo();
  }

  #letGo(): void {
    const ended = [...this.#ending.values()];
    this.#ending.clear();
    for (const line of ended) this.#ended(line);
  }
}
