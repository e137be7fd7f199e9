import type { ConnectionId } from '@parley/shared/ids';
import type { ShownAgreement } from './shown-agreement.ts';
import type { ShownView } from './shown-views.ts';

/** What a line was told last. A line that has none of something knows nothing of it. */
export interface ToldLine {
  view: ShownView | null;
  agreement: ShownAgreement;
  /** Somebody was loud whom they hear. */
  heard: boolean;
  /** How many suggested terms wait. */
  waiting: number | null;
}

/** What each line was told last, so that a change it may not know of sends nothing. */
export class ToldLines {
  readonly #lines = new Map<ConnectionId, ToldLine>();

  of(line: ConnectionId): ToldLine {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const told: ToldLine = { view: null, agreement: null, heard: false, waiting: null };
    this.#lines.set(line, told);
    return told;
  }

  forget(line: ConnectionId): void {
    this.#lines.delete(line);
  }

  get size(): number {
    return this.#lines.size;
  }
}
