import type { Epoch, ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import type { Clock } from './clock.ts';
import { roomEpoch } from './engine-model.ts';
import { isHere } from './here.ts';
import type { SessionModel } from './model.ts';
import { type Floor, listened, quiet, staying } from './speaker.ts';

/** Levels come several times a second; after so long without any, nobody is taken to speak. */
const HUSH_MS = 2_000;

/** Who speaks, and how the lines fare. */
export class Voices {
  readonly #clock: Clock;
  readonly #changed: (change: Pick<SessionModel, 'speaking' | 'activeSpeaker'>) => void;
  #floor: Floor = quiet;
  #others: ReadonlySet<ParticipantId> = new Set();
  #epoch: Epoch | null = null;
  #cancelHush: () => void = () => undefined;

  constructor(clock: Clock, changed: (change: Pick<SessionModel, 'speaking' | 'activeSpeaker'>) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Who is in the room with me now. */
  viewed(view: SessionView): void {
    const epoch = roomEpoch(view.place);
    const here = view.people.filter((person) => isHere(view, person));
    this.#others = new Set(here.map(({ participant }) => participant.id));
    // Whoever spoke in another room is not known here, not even by their id.
    this.#set(epoch !== null && epoch === this.#epoch ? staying(this.#floor, this.#others) : quiet);
    this.#epoch = epoch;
  }

  heard(levels: Notice<'signals'>['speaking']): void {
    this.#cancelHush();
    this.#cancelHush = this.#clock.after(HUSH_MS, () => this.hush());
    this.#set(listened(this.#floor, levels, this.#others, this.#clock.now()));
  }

  /** Nothing is known of who speaks; the stage keeps its last speaker. */
  hush(): void {
    this.#cancelHush();
    if (this.#floor.speaking.size > 0) this.#set({ ...this.#floor, speaking: quiet.speaking, rising: null });
  }

  /** Of those I heard nobody is known any more. */
  lineOver(): void {
    this.#cancelHush();
    this.#others = new Set();
    this.#epoch = null;
    this.#set(quiet);
  }

  #set(floor: Floor): void {
    const { speaking, active } = this.#floor;
    this.#floor = floor;
    if (speaking !== floor.speaking || active !== floor.active) {
      this.#changed({ speaking: floor.speaking, activeSpeaker: floor.active });
    }
  }
}
