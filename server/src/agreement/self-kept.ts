import {
  bookOf,
  canonicalText,
  type DocumentRef,
  type Keeping,
  type KeptWhy,
} from '@parley/shared/agreement';
import type { SessionEvent } from '@parley/shared/session';
import type { Logger } from 'pino';
import { scopeOfDocument } from '../session/log-scope.ts';
import type { SessionActor } from '../session/actor.ts';
import type { Timers } from '../lib/timers.ts';
import type { SessionDocuments } from './documents.ts';
import { keepIfOther, wholeOf } from './versions.ts';

interface Kept {
  readonly actor: SessionActor;
  readonly documents: SessionDocuments;
  readonly timers: Timers;
  readonly logger: Logger;
}

const agreement: DocumentRef = { kind: 'agreement' };

/** While people write, what they have written is kept once in so long. */
const WHILE_WRITING_MS = 10 * 60_000;
/** A document with more characters than this is kept when something is decided about it, not every ten minutes. */
const MOST_WHILE_WRITING = 500_000;

/**
 * Keeps documents as they are at the moments to which somebody may want to go back: when the session is adjourned, words
 * are put to the sides, agreed to or locked, a decision has put words in, and now and then while people write. What has not
 * changed since is not kept again.
 */
export class SelfKept {
  readonly #of: Kept;
  readonly #writing = new Map<string, () => void>();
  #tail: Promise<void> = Promise.resolve();

  constructor(of: Kept) {
    this.#of = of;
  }

  /** Told after each change of the session. */
  changed(events: readonly SessionEvent[]): void {
    for (const event of events) {
      for (const { document, why } of this.#worthKeeping(event)) this.#keepInTurn(document, why);
    }
  }

  /** Told of a document in which somebody writes, or may have written before this process began. */
  written(document: DocumentRef): void {
    const name = document.kind === 'agreement' ? document.kind : document.room;
    if (this.#writing.has(name)) return;
    const cancel = this.#of.timers.after(WHILE_WRITING_MS, () => {
      this.#writing.delete(name);
      this.#keepInTurn(document, 'written');
    });
    this.#writing.set(name, cancel);
  }

  /** Resolves when all that was worth keeping has been kept, or could not be. */
  settled(): Promise<void> {
    return this.#tail;
  }

  close(): void {
    for (const cancel of this.#writing.values()) cancel();
    this.#writing.clear();
  }

  #worthKeeping(event: SessionEvent): readonly { readonly document: DocumentRef; readonly why: KeptWhy }[] {
    const { drafts } = this.#of.actor.state.agreement;
    if (event.type === 'session.adjourned') {
      const all = [agreement, ...[...drafts.keys()].map((room) => ({ kind: 'draft', room }) as const)];
      return all.map((document) => ({ document, why: 'adjourned' }));
    }
    const why = whyKept(event);
    return why === null ? [] : [{ document: agreement, why }];
  }

  #keepInTurn(document: DocumentRef, why: KeptWhy): void {
    this.#tail = this.#tail.then(() => this.#keep(document, why));
  }

  async #keep(document: DocumentRef, why: KeptWhy): Promise<void> {
    const { actor, logger } = this.#of;
    // Not begun, or over meanwhile.
    if (bookOf(actor.state.agreement, document) === null) return;
    try {
      await wholeOf(this.#of, document, async (whole) => {
        if (why === 'written' && charactersIn(whole) > MOST_WHILE_WRITING) return;
        await keepIfOther(actor, whole, why);
      });
    } catch (error) {
      logger.warn({ ...scopeOfDocument(actor.id, document), err: error }, 'a version could not be kept');
    }
  }
}

/** Why the agreement is kept when this has happened; null: it is not. */
function whyKept(event: SessionEvent): KeptWhy | null {
  switch (event.type) {
    case 'clause.proposed':
      return 'proposed';
    case 'clause.agreed':
    case 'clause.completed':
      return 'agreed';
    case 'clause.locked':
      return 'locked';
    case 'proposal.completed':
      return 'decided';
    case 'proposal.accepted':
      return event.complete ? 'decided' : null;
    case 'draft.published':
      return event.side === null ? 'decided' : null;
    default:
      return null;
  }
}

const charactersIn = ({ words }: Keeping): number =>
  words
    .flatMap(({ texts }) => Object.values(texts))
    .reduce((sum, text) => sum + canonicalText(text).length, 0);
