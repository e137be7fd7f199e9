import type { Epoch } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { type Ask, failed, replyTo } from './ask.ts';
import type { Clock } from './clock.ts';
import { isStill, stayIn } from './here.ts';

const AGAIN_MS = 500;

export interface MicrophoneParts {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly isOnline: () => boolean;
  /** Silent here, whatever the server has. */
  readonly isHushed: () => boolean;
  readonly hush: (hushed: boolean) => void;
  /** Starts the device, if there is one. */
  readonly start: () => Promise<boolean>;
  /** What is shown of me is another thing now. */
  readonly shows: (view: SessionView) => void;
  readonly refused: (error: unknown) => void;
}

/**
 * My microphone's switch. It closes here at once, and the server is told until it says so too; it opens over a line
 * alone, for without one nobody can say who would hear me.
 */
export class Microphone {
  readonly #parts: MicrophoneParts;
  /** As the server has it. */
  #view: SessionView | null = null;
  #telling = false;

  constructor(parts: MicrophoneParts) {
    this.#parts = parts;
  }

  /** The server's view, in which what is closed here is closed. */
  shown(view: SessionView): SessionView {
    this.#view = view;
    if (view.me.microphone !== 'open' || !this.#parts.isHushed()) return view;
    return { ...view, me: { ...view.me, microphone: 'muted' } };
  }

  /** Opened for those in the room I stand in, or for none; with a stay, in that one alone. */
  async set(open: boolean, stay?: Epoch): Promise<void> {
    const { ask, isOnline, isHushed, start, refused } = this.#parts;
    if (!isStill(stay, this.#view)) return;
    if (open && !isOnline()) return refused(failed('connection.away'));
    this.#hush(!open);
    if (!open) return this.#tell();
    const epoch = stayIn(this.#view);
    const runs = await start();
    // Unless it was closed again meanwhile, or I was taken to another room: whoever is there I did not mean.
    if (epoch === null || !runs || isHushed() || !isStill(epoch, this.#view)) return;
    await ask('microphone.set', { open: true, epoch }).catch(refused);
  }

  lineOver(): void {
    this.#view = null;
  }

  /** After each view. */
  tellIfDue(): void {
    if (this.#isDue) void this.#tell();
  }

  /** Closed here, and open as far as the server knows, which can be asked. */
  get #isDue(): boolean {
    const { isOnline, isHushed } = this.#parts;
    return isOnline() && isHushed() && this.#view?.me.microphone === 'open';
  }

  #hush(hushed: boolean): void {
    this.#parts.hush(hushed);
    if (this.#view !== null) this.#parts.shows(this.shown(this.#view));
  }

  async #tell(): Promise<void> {
    if (this.#telling) return;
    this.#telling = true;
    const { ask, clock, refused } = this.#parts;
    try {
      await ask('microphone.set', { open: false });
    } catch (error) {
      if (replyTo(error).category === 'tell') return refused(error);
    } finally {
      this.#telling = false;
    }
    // Unanswered, or crossed by an earlier wish to open it.
    if (this.#isDue) clock.after(AGAIN_MS, () => this.tellIfDue());
  }
}
