import type { ErrorReply } from '@parley/shared/errors';
import type { Clock } from './clock.ts';
import type { Notice } from './notice.ts';

const KEPT = 100;

/** What the person was told, newest last. */
export class NoticeBox {
  readonly #clock: Clock;
  readonly #changed: (notices: readonly Notice[]) => void;
  #notices: readonly Notice[] = [];
  #lastId = 0;

  constructor(clock: Clock, changed: (notices: readonly Notice[]) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  add(content: Notice['content']): void {
    this.#lastId += 1;
    this.#set([...this.#notices, { id: this.#lastId, at: this.#clock.today(), content }].slice(-KEPT));
  }

  error(error: ErrorReply): void {
    this.add({ kind: 'error', error });
  }

  dismiss(notice: number): void {
    this.#set(this.#notices.filter(({ id }) => id !== notice));
  }

  /** What was told in a room is not told about in another. */
  leaveRoom(): void {
    const kept = this.#notices.filter(({ content }) => !isOfRoom(content));
    if (kept.length < this.#notices.length) this.#set(kept);
  }

  #set(notices: readonly Notice[]): void {
    this.#notices = notices;
    this.#changed(notices);
  }
}

/** Says something of the people or the talk of the room it was told in. */
function isOfRoom({ kind }: Notice['content']): boolean {
  switch (kind) {
    case 'joined':
    case 'left':
    case 'hand-raised':
    case 'muted-by':
    case 'wish-declined':
    case 'entry-declined':
    case 'speak-slower':
    case 'asked-slower':
    case 'captions-back':
      return true;
    case 'error':
    case 'waiting':
    case 'signal':
    case 'reconnected':
    case 'microphone-closed':
    case 'called-off':
    case 'unsaid':
    case 'unshared':
    case 'device':
      return false;
  }
}
