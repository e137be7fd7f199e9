import type { ChatScenario } from '../scenario.ts';
import type { Tally } from '../tally.ts';
import type { Arrival, Crowd } from '../venue.ts';
import { readText, writeText } from './text.ts';

/** Somebody who comes to write. */
export interface Writer {
  readonly number: number;
  /** Set once they are in. */
  say: ((text: string) => void) | null;
  /** What they are told. */
  hear(text: string): void;
}

/** A late timer catches up in this many messages at most. */
const BURST = 20;

/** They write in turn, those who are in. */
export class ChatCrowd implements Crowd<Writer> {
  readonly guests: readonly Writer[];
  readonly #scenario: ChatScenario;
  readonly #tally: Tally;
  #began: number | null = null;
  #written = 0;

  constructor(scenario: ChatScenario, tally: Tally) {
    this.#scenario = scenario;
    this.#tally = tally;
    this.guests = Array.from({ length: scenario.people }, (_, number) => ({
      number,
      say: null,
      hear: (text: string) => {
        const read = readText(text);
        if (read !== null) tally.received(read.at, performance.now());
      },
    }));
  }

  tick(now: number): void {
    const speaking = this.guests.flatMap(({ number, say }) => (say === null ? [] : [{ number, say }]));
    if (speaking.length < this.guests.length) return;
    this.#began ??= now;
    const due = ((now - this.#began) / 1_000) * this.#scenario.messagesPerSecond;
    for (let burst = 0; this.#written < due && burst < BURST; burst += 1) {
      const writer = speaking[this.#written % speaking.length];
      this.#written += 1;
      if (writer === undefined) return;
      const at = performance.now();
      this.#tally.sent(writer.number, at);
      writer.say(writeText({ stream: writer.number, count: 0, place: 0, at }, this.#scenario.messageBytes));
    }
  }

  end(): void {
    for (const guest of this.guests) guest.say = null;
  }

  /** Everyone is told what anybody writes, who wrote it too. */
  expected(tally: Tally): number {
    const sent = this.guests.reduce((sum, { number }) => sum + tally.sentInWindow(number), 0);
    return sent * this.guests.length;
  }

  /** Between messages there is nothing to miss. */
  watch(): void {
    return;
  }

  gaps(): number[] {
    return [];
  }

  arrival(): Arrival {
    return { audioMs: null, videoMs: null };
  }
}
