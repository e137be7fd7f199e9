import type { ParticipantId } from '@parley/shared/ids';
import type { Participant } from '@parley/shared/session';
import type { Timers } from '../lib/timers.ts';
import { say } from './messages.ts';
import { presenceOf } from './presence.ts';

/** Somebody in a document whose caret others may see. */
export interface Caretaker {
  readonly client: number;
  readonly participant: ParticipantId;
  send(bytes: Uint8Array): void;
}

interface Parts {
  readonly now: () => number;
  readonly timers: Timers;
  /** Whether one may see the other just now. */
  readonly sees: (viewer: ParticipantId, other: ParticipantId) => boolean;
  readonly personOf: (participant: ParticipantId) => Participant | null;
}

/** A caret moves on others' screens so often at most. */
const APART_MS = 50;

interface Caret {
  readonly of: Caretaker;
  /** As its client said last. */
  said: string;
  /** As others were told. */
  told: string;
  /** While it rests after it moved. */
  resting: (() => void) | null;
  readonly shownTo: Set<Caretaker>;
  /** What each was last told has the number of the time it was told at: it grows, and says nothing of others. */
  readonly clocks: WeakMap<Caretaker, number>;
}

/**
 * Where everyone's carets are: of each only what is in the schema, under the name that the server knows, shown to
 * those alone who may see the person, and kept nowhere.
 */
export class Carets {
  readonly #parts: Parts;
  readonly #here = new Map<Caretaker, Caret>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  join(of: Caretaker): void {
    this.#here.set(of, {
      of,
      said: 'null',
      told: 'null',
      resting: null,
      shownTo: new Set(),
      clocks: new WeakMap(),
    });
  }

  leave(of: Caretaker): void {
    const caret = this.#here.get(of);
    if (caret === undefined) return;
    this.#here.delete(of);
    caret.resting?.();
    for (const viewer of caret.shownTo) this.#tell(viewer, caret, 'null');
    for (const other of this.#here.values()) other.shownTo.delete(of);
  }

  said(of: Caretaker, state: string): void {
    const caret = this.#here.get(of);
    if (caret === undefined) return;
    caret.said = state;
    if (caret.resting === null) this.#move(caret);
  }

  /** Everyone whom this one may see. */
  showAll(viewer: Caretaker): void {
    for (const caret of this.#here.values()) this.#show(viewer, caret);
  }

  /** Who may see whom may have changed. */
  review(): void {
    for (const caret of this.#here.values()) {
      for (const viewer of this.#here.keys()) {
        const sees = this.#sees(viewer, caret);
        if (sees !== caret.shownTo.has(viewer)) this.#show(viewer, caret);
      }
    }
  }

  #move(caret: Caret): void {
    const person = this.#parts.personOf(caret.of.participant);
    caret.told = person === null ? 'null' : presenceOf(caret.said, person);
    const said = caret.said;
    for (const viewer of this.#here.keys()) this.#show(viewer, caret);
    caret.resting = this.#parts.timers.after(APART_MS, () => {
      caret.resting = null;
      if (caret.said !== said) this.#move(caret);
    });
  }

  /** Tells what is to be seen, or, once, that nothing is any more. */
  #show(viewer: Caretaker, caret: Caret): void {
    const visible = caret.told !== 'null' && this.#sees(viewer, caret);
    if (visible) caret.shownTo.add(viewer);
    else if (!caret.shownTo.delete(viewer)) return;
    this.#tell(viewer, caret, visible ? caret.told : 'null');
  }

  #sees(viewer: Caretaker, { of }: Caret): boolean {
    return viewer !== of && this.#parts.sees(viewer.participant, of.participant);
  }

  #tell(viewer: Caretaker, { of, clocks }: Caret, state: string): void {
    const clock = Math.max(this.#parts.now(), (clocks.get(viewer) ?? 0) + 1);
    clocks.set(viewer, clock);
    viewer.send(say.presence([{ client: of.client, clock, state }]));
  }
}
