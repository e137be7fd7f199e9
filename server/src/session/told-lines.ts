import { hash } from 'node:crypto';
import type { AgreementView } from '@parley/shared/agreement';
import type { ConnectionId } from '@parley/shared/ids';

/** What a line was told last. A line that has none of something knows nothing of it. */
export interface ToldLine {
  /** Only as much of it as tells whether the next one is another. */
  view: { readonly rev: number; readonly mark: string } | null;
  agreement: { readonly rev: number; readonly view: AgreementView } | null;
  /** Of levels and quality, and whether somebody was heard then. */
  signals: { readonly text: string; readonly speech: boolean } | null;
  /** How many suggested terms wait. */
  waiting: number | null;
}

/** What each line was told last, so that a change it may not know of sends nothing. */
export class ToldLines {
  readonly #lines = new Map<ConnectionId, ToldLine>();

  of(line: ConnectionId): ToldLine {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const told: ToldLine = { view: null, agreement: null, signals: null, waiting: null };
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

/** The same for two texts if they are the same: a view is some kilobytes, and everyone has another. */
export const markOf = (text: string): string => hash('sha256', text, 'base64url');
