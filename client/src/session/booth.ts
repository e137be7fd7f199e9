import type { MessageId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import type { Ask } from './ask.ts';
import { shownOf } from './chat.ts';
import { ChatBox, type ChatParts } from './chat-box.ts';
import type { ChatModel } from './chat.ts';
import type { Coming } from './noticed.ts';

/** What an interpreter writes to their partners in the room they stand in. Refusals become notices. */
export interface BoothActions {
  readonly say: (text: string) => Promise<void>;
  readonly sayAgain: (id: MessageId) => Promise<void>;
  readonly loadOlder: () => Promise<void>;
  readonly seen: () => void;
}

interface BoothParts extends Pick<ChatParts, 'clock' | 'forgotten' | 'heardUpTo'> {
  readonly ask: Ask;
  readonly changed: (booth: ChatModel) => void;
  readonly told: (work: Promise<unknown>) => Promise<void>;
}

/** A chat of its own beside the room's, for whoever interprets there. */
export class Booth implements BoothActions {
  readonly #box: ChatBox;
  readonly #told: BoothParts['told'];

  constructor({ changed, told, ...parts }: BoothParts) {
    this.#told = told;
    this.#box = new ChatBox({
      ...parts,
      way: 'booth',
      changed: (chat) => changed(shownOf(chat)),
      announced: () => undefined,
    });
  }

  readonly say = (text: string): Promise<void> => this.#told(this.#box.say(text));

  readonly sayAgain = (id: MessageId): Promise<void> => this.#told(this.#box.sayAgain(id));

  readonly loadOlder = (): Promise<void> => this.#told(this.#box.loadOlder());

  readonly seen = (): void => this.#box.seen();

  /** Whoever interprets nothing here writes to no partners. */
  viewed({ place, interpretation, me }: SessionView, coming: Coming): void {
    const isAtWork = place.kind === 'room' && (interpretation?.mine ?? null) !== null;
    this.#box.place(isAtWork ? place.epoch : null, me.participant.id, coming);
  }

  heard(notice: Notice<'booth'>): void {
    this.#box.heard(notice);
  }

  leave(): void {
    this.#box.leave();
  }

  close(): void {
    this.#box.close();
  }
}
