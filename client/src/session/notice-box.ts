import type { ErrorReply } from '@parley/shared/errors';
import type { Clock } from './clock.ts';
import type { Notice } from './notice.ts';
import { followsFor, together } from './together.ts';

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

  /**
   * Whoever follows is told of in the notice of those before. That is told anew, for each of them matters; of those who
   * only listen it stays the one it was: whoever has put it away is not told again with every further one.
   */
  add(content: Notice['content']): void {
    const at = this.#clock.today();
    const before = this.#notices.findLast(
      (each) => at - each.at < followsFor(content) && together(each.content, content) !== null,
    );
    const both = before === undefined ? null : together(before.content, content);
    if (before !== undefined && both?.listening === true) {
      this.#set(this.#notices.map((each) => (each === before ? { ...each, content: both } : each)));
      return;
    }
    this.#lastId += 1;
    const others = this.#notices.filter((each) => each !== before);
    this.#set([...others, { id: this.#lastId, at, content: both ?? content }].slice(-KEPT));
  }

  error(error: ErrorReply): void {
    this.add({ kind: 'error', error });
  }

  dismiss(notice: number): void {
    this.#set(this.#notices.filter(({ id }) => id !== notice));
  }

  /** What is so no more. */
  end(kind: Notice['content']['kind']): void {
    const kept = this.#notices.filter(({ content }) => content.kind !== kind);
    if (kept.length < this.#notices.length) this.#set(kept);
  }

  /** What was told in a room is not told about in another. */
  leaveRoom(): void {
    const kept = this.#notices.filter(({ content }) => !isOfRoom(content));
    if (kept.length < this.#notices.length) this.#set(kept);
  }

  empty(): void {
    if (this.#notices.length > 0) this.#set([]);
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
    case 'kept-out':
    case 'speak-slower':
    case 'asked-slower':
    case 'captions-on':
    case 'captions-back':
      return true;
    case 'error':
    // Of another room than this.
    case 'entry-declined':
    case 'waiting':
    case 'signal':
    case 'reconnected':
    case 'microphone-closed':
    // Told while the way is still under way.
    case 'came-muted':
    case 'called-off':
    case 'gathering-stopped':
    case 'unsaid':
    case 'unshared':
    case 'device':
      return false;
  }
}
