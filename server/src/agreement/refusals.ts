import { Refusal } from '@parley/shared/errors';
import type { Filtered } from './update/filter.ts';

/** More in a row than a page of ours comes to, which stops at the first: a clause of the largest size is a few dozen. */
const MOST = { edits: 1_000, bytes: 1024 * 1024 } as const;

/**
 * What one person was refused in a row, over all of their lines. A refused edit leaves its empty place in the document,
 * and who may write nothing could make it grow with that for ever.
 */
export class Refusals {
  #edits = 0;
  #bytes = 0;

  /** Throws `document.bad-edit` where it is too much: nothing of this edit is to be taken then. */
  count({ taken, written }: Pick<Filtered, 'taken' | 'written'>): void {
    const brings = [...taken.values()].some(({ characters, nodes }) => characters + nodes > 0);
    if (brings) {
      this.#edits = 0;
      this.#bytes = 0;
    } else if (taken.size === 0 && written !== null) {
      this.#edits += 1;
      this.#bytes += written.update.length;
      if (this.#edits > MOST.edits || this.#bytes > MOST.bytes) throw new Refusal('document.bad-edit');
    }
  }
}
