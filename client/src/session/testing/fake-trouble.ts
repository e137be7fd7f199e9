import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { RequestName } from '@parley/shared/protocol';

interface Slow {
  readonly name: RequestName;
  readonly ms: number;
  readonly what: 'handling' | 'answer';
}

/** What goes wrong with requests, once or until further notice. */
export class FakeTrouble {
  /** The next request of this name is handled, and the line breaks before its answer. */
  swallow: RequestName | null = null;
  /** The next request of this name is refused. */
  refuseNext: { readonly name: RequestName; readonly code: ErrorCode } | null = null;
  /** The next request of this name takes so long: to be handled, or to be answered. */
  slow: Slow | null = null;
  /** Requests refused until further notice. */
  readonly refuses = new Map<RequestName, ErrorCode>();

  takeSlow(request: RequestName): Slow | null {
    const slow = this.slow?.name === request ? this.slow : null;
    if (slow !== null) this.slow = null;
    return slow;
  }

  takeSwallow(request: RequestName): boolean {
    if (this.swallow !== request) return false;
    this.swallow = null;
    return true;
  }

  /** Throws what the request is to be refused with. */
  refuse(request: RequestName): void {
    const next = this.refuseNext;
    if (next?.name === request) {
      this.refuseNext = null;
      throw new Refusal(next.code);
    }
    const code = this.refuses.get(request);
    if (code !== undefined) throw new Refusal(code);
  }
}
