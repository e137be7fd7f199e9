import type { Language } from '@parley/shared/session';
import type { Logger } from 'pino';
import type { Timers } from '../../lib/timers.ts';
import { Pauses } from '../pauses.ts';
import type { CaptionProvider, Heard, VoiceStream } from '../provider.ts';
import { StreamClock } from '../stream-clock.ts';
import type { FromProcess } from './messages.ts';
import type { OwnProcess } from './start.ts';

/** So many packets wait at most for a processor that is too slow; the next are not listened to. */
const MOST_WAITING = 500;
/** A process that takes no packet for so long while some wait does not come back by itself. */
const HUNG_MS = 10_000;
const RESTART_MS = { first: 1_000, last: 60_000 };
/** A process that has lived for so long did not end over how it began. */
const STEADY_MS = 60_000;

interface LocalParts {
  /** Another process, its models loaded. */
  readonly start: () => Promise<OwnProcess>;
  readonly now: () => number;
  readonly timers: Timers;
  readonly random: () => number;
  readonly logger: Pick<Logger, 'error' | 'warn' | 'info'>;
}

interface Voice {
  readonly language: Language;
  readonly told: (heard: Heard) => void;
  readonly answers: (does: boolean) => void;
  /** Of the sound this process was given of it. */
  clock: StreamClock;
}

/** Understands speech on this machine, with the operator's own models; in another process when one has ended. */
export function localCaptions(first: OwnProcess, parts: LocalParts): CaptionProvider {
  return new LocalCaptions(first, parts);
}

class LocalCaptions implements CaptionProvider {
  readonly languages: readonly Language[];
  readonly #parts: LocalParts;
  readonly #pauses: Pauses;
  readonly #voices = new Map<number, Voice>();
  /** Null while there is none. */
  #own: OwnProcess | null = null;
  #minted = 0;
  #waiting = 0;
  #isLate = false;
  #hasTaken = false;
  #isWatched = false;
  #closed = false;
  /** Until it has lived long enough, or until another is started. */
  #cancelNext: () => void = () => undefined;
  #cancelWatch: () => void = () => undefined;

  constructor(first: OwnProcess, parts: LocalParts) {
    this.languages = first.languages;
    this.#parts = parts;
    this.#pauses = new Pauses(RESTART_MS, parts.random);
    this.#use(first);
  }

  open(language: Language, told: Voice['told'], answers: Voice['answers']): VoiceStream {
    this.#minted += 1;
    const voice = this.#minted;
    this.#voices.set(voice, { language, told, answers, clock: new StreamClock(this.#parts.now) });
    if (this.#own === null) queueMicrotask(() => this.#voices.has(voice) && answers(false));
    this.#own?.post({ type: 'open', voice, language });
    return {
      hear: (frame) => this.#hear(voice, frame),
      close: () => {
        if (this.#voices.delete(voice)) this.#own?.post({ type: 'close', voice });
      },
    };
  }

  close(): void {
    this.#closed = true;
    this.#voices.clear();
    this.#cancelNext();
    this.#cancelWatch();
    const own = this.#own;
    this.#own = null;
    own?.end();
  }

  #use(own: OwnProcess): void {
    this.#own = own;
    this.#waiting = 0;
    this.#isLate = false;
    this.#isWatched = false;
    const { timers } = this.#parts;
    this.#cancelNext = timers.after(STEADY_MS, () => this.#pauses.reset());
    own.onMessage((message) => {
      if (own === this.#own && message.type === 'took') this.#took(message);
    });
    own.onEnd(() => {
      if (own === this.#own) this.#ended();
    });
    for (const [id, voice] of this.#voices) {
      voice.clock = new StreamClock(this.#parts.now);
      own.post({ type: 'open', voice: id, language: voice.language });
    }
  }

  #ended(): void {
    this.#own = null;
    this.#cancelNext();
    this.#cancelWatch();
    this.#parts.logger.error('speech is not understood any more; another process is tried');
    for (const { answers } of this.#voices.values()) answers(false);
    this.#again();
  }

  #again(): void {
    const { timers } = this.#parts;
    this.#cancelNext = timers.after(this.#pauses.next(), () => void this.#start());
  }

  async #start(): Promise<void> {
    const { start, logger } = this.#parts;
    try {
      const own = await start();
      if (this.#closed) return own.end();
      this.#use(own);
      logger.info('speech is understood again');
    } catch (error) {
      if (this.#closed) return;
      logger.warn({ err: error }, 'speech is still not understood');
      this.#again();
    }
  }

  #hear(voice: number, frame: Buffer): void {
    const own = this.#own;
    const clock = this.#voices.get(voice)?.clock;
    if (own === null || clock === undefined) return;
    if (this.#waiting >= MOST_WAITING) {
      if (!this.#isLate) this.#parts.logger.warn('the processor is too slow to caption all that is said');
      this.#isLate = true;
      return;
    }
    this.#waiting += 1;
    clock.give(frame);
    own.post({ type: 'hear', voice, frame });
    if (!this.#isWatched) this.#watch(own);
  }

  #took({ voice, heard }: Extract<FromProcess, { type: 'took' }>): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#isLate = false;
    this.#hasTaken = true;
    const at = this.#voices.get(voice);
    if (at === undefined) return;
    at.answers(true);
    if (heard === null) return;
    const { text, done, spoken } = heard;
    at.told({ text, done, saidAt: spoken === null ? null : at.clock.saidAt(spoken, done) });
  }

  /** While packets wait. */
  #watch(own: OwnProcess): void {
    this.#isWatched = true;
    this.#hasTaken = false;
    this.#cancelWatch = this.#parts.timers.after(HUNG_MS, () => {
      this.#isWatched = false;
      if (own !== this.#own || this.#waiting === 0) return;
      if (this.#hasTaken) this.#watch(own);
      else own.end();
    });
  }
}
