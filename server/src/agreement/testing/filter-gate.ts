import assert from 'node:assert/strict';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import * as Y from 'yjs';
import { type Filtered, filterUpdate, type Verdict } from '../update/filter.ts';
import { Places } from '../update/places.ts';
import type { Writer } from './writer.ts';

export const OPEN = 'clause-1/zh';
export const SHUT = 'clause-2/zh';

/** The server's side: a document, and clauses that nobody may write in. */
export class Gate {
  readonly doc = new Y.Doc();
  readonly shut = new Set<string>();
  readonly shadow = { doc: this.doc, places: new Places() };
  readonly verdict: Verdict = (root) => (this.shut.has(root) ? 'clause.not-draft' : null);

  constructor(...shut: readonly string[]) {
    for (const root of [OPEN, SHUT]) this.doc.getXmlFragment(root);
    for (const root of shut) this.shut.add(root);
  }

  filter(update: Uint8Array, client: number): Filtered | null {
    return filterUpdate(update, { shadow: this.shadow, client, verdict: this.verdict });
  }

  /** As the server does it; what was filtered is what everyone else gets. */
  take(update: Uint8Array, client: number, ...others: readonly Writer[]): Filtered {
    const filtered = this.filter(update, client);
    if (filtered === null) throw new Error('came too early');
    for (const part of filtered.parts) Y.applyUpdate(this.doc, part);
    if (filtered.written !== null) for (const other of others) other.receive(filtered.written.update);
    assert.equal(this.doc.store.pendingStructs, null);
    assert.equal(this.doc.store.pendingDs, null);
    return filtered;
  }

  text(root: string): string {
    return this.doc.getXmlFragment(root).toJSON();
  }
}

/** The code that something is refused with; null when it is not. */
export function refusalOf(act: () => unknown): ErrorCode | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
