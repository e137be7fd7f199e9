import type { DocumentKind } from '@parley/shared/agreement';

/** What I wrote in a document, and nobody else has. */
export interface LostWords {
  readonly id: number;
  /** `earlier`: in the agreement, before this page was loaded anew. They go into it by themselves no more. */
  readonly kind: DocumentKind | 'earlier';
  readonly text: string;
}

/** Those of the agreement, which are still written in it: they are stored after all when I am back in a room. */
const WAITING = 0;

interface LostWordsBoxParts {
  readonly changed: (lost: readonly LostWords[]) => void;
}

/** Words that were not stored when I left the room they were written in, until I put them away. */
export class LostWordsBox {
  readonly #parts: LostWordsBoxParts;
  #lost: readonly LostWords[] = [];
  #made = WAITING;

  constructor(parts: LostWordsBoxParts) {
    this.#parts = parts;
  }

  /** Their document is gone from this page. */
  keep(kind: LostWords['kind'], text: string): void {
    if (text === '') return;
    this.#made += 1;
    this.#set([...this.#lost, { id: this.#made, kind, text }]);
  }

  /** What waits in the agreement until I am back; nothing while I am there. */
  waits(text: string): void {
    const known = this.#lost.find(({ id }) => id === WAITING)?.text ?? '';
    if (known === text) return;
    const others = this.#lost.filter(({ id }) => id !== WAITING);
    this.#set(text === '' ? others : [{ id: WAITING, kind: 'agreement', text }, ...others]);
  }

  /** Whether it is in a document yet. */
  isWaiting(lost: number): boolean {
    return lost === WAITING;
  }

  putAway(lost: number): void {
    this.#set(this.#lost.filter(({ id }) => id !== lost));
  }

  #set(lost: readonly LostWords[]): void {
    this.#lost = lost;
    this.#parts.changed(lost);
  }
}
