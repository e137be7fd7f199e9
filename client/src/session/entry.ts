import type { MyPlace } from '@parley/shared/policy';
import type { RtpCapabilities } from '@parley/shared/sfu';
import { type Ask, replyTo } from './ask.ts';
import type { Clock } from './clock.ts';
import type { ErrorReply } from '@parley/shared/errors';

const AGAIN_MS = 500;

export interface EntryParts {
  readonly ask: Ask;
  readonly clock: Clock;
  /** The answer to entering says what the routers accept. */
  readonly learned: (routers: RtpCapabilities) => void;
  readonly refused: (error: ErrorReply) => void;
}

/** Whether the person wants to be in or out; carried to the server until it agrees. */
export class Entry {
  readonly #parts: EntryParts;
  #wish: 'in' | 'out' | null = null;
  /** A press that the server has not answered: it enters also from where one does not enter by oneself. */
  #pressed = false;
  #asking = false;
  #place: MyPlace | null = null;
  #cancelRetry: () => void = () => undefined;
  #answered = Promise.withResolvers<void>();

  constructor(parts: EntryParts) {
    this.#parts = parts;
    this.#answered.resolve();
  }

  /** Resolves when the server has answered, or the line has ended. `pressed`: by the person, not by a reload. */
  wish(wish: 'in' | 'out', pressed = true): Promise<void> {
    this.#answered.resolve();
    this.#answered = Promise.withResolvers();
    this.#wish = wish;
    this.#pressed = pressed;
    this.#pursue();
    return this.#answered.promise;
  }

  /** A press that the server has not answered yet. */
  get pressed(): boolean {
    return this.#wish === 'in' && this.#pressed;
  }

  /** A view has come over the line; it says whether the wish has come true. */
  seen(place: MyPlace): void {
    const before = this.#place?.kind;
    this.#place = place;
    const shown = place.kind === 'refused' || place.kind === 'removed' || place.kind === 'left';
    // Coming in again after that takes a press; one that has just been made counts.
    if (shown && before !== place.kind && !this.#asking && !this.#pressed) this.#wish = null;
    this.#pursue();
  }

  ended(): void {
    this.#cancelRetry();
    this.#place = null;
    this.#answered.resolve();
  }

  #pursue(): void {
    const place = this.#place;
    if (place === null || this.#wish === null || this.#asking) return;
    const todo = this.#wish === 'in' ? this.#toEnter(place) : toLeave(place);
    if (todo) void this.#ask(this.#wish);
    else this.#done();
  }

  #toEnter(place: MyPlace): boolean {
    switch (place.kind) {
      case 'room':
      case 'moving':
        return false;
      case 'outside':
        return true;
      case 'waiting':
      case 'refused':
      case 'left':
      case 'removed':
        return this.#pressed;
    }
  }

  async #ask(wish: 'in' | 'out'): Promise<void> {
    this.#asking = true;
    this.#cancelRetry();
    const { ask, clock } = this.#parts;
    try {
      if (wish === 'in') this.#parts.learned((await ask('session.enter', {})).rtpCapabilities);
      else await ask('session.leave', {});
      this.#asking = false;
      if (this.#wish === wish) this.#done();
    } catch (error) {
      this.#asking = false;
      const reply = replyTo(error);
      if (reply.category === 'retry') {
        this.#cancelRetry = clock.after(AGAIN_MS, () => this.#pursue());
        return;
      }
      if (this.#wish !== wish) return;
      this.#wish = null;
      if (reply.code !== 'participant.already-in' && reply.code !== 'room.not-in') this.#parts.refused(reply);
      this.#done();
    }
    if (this.#wish !== wish) this.#pursue();
  }

  #done(): void {
    this.#pressed = false;
    this.#answered.resolve();
  }
}

const toLeave = (place: MyPlace): boolean =>
  place.kind === 'room' || place.kind === 'moving' || place.kind === 'waiting';
