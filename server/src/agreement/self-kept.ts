import { bookOf, type DocumentRef } from '@parley/shared/agreement';
import type { SessionEvent } from '@parley/shared/session';
import type { Logger } from 'pino';
import type { SessionActor } from '../session/actor.ts';
import type { SessionDocuments } from './documents.ts';
import { wholeOf } from './versions.ts';

interface Kept {
  readonly actor: SessionActor;
  readonly documents: SessionDocuments;
  readonly logger: Logger;
}

const agreement: DocumentRef = { kind: 'agreement' };

/**
 * Keeps documents as they are at the moments to which somebody may want to go back: when the session is adjourned, a
 * clause is locked, a proposal is carried out, or words come out of a draft. What has not changed since is not kept again.
 */
export class SelfKept {
  readonly #of: Kept;
  #tail: Promise<void> = Promise.resolve();

  constructor(of: Kept) {
    this.#of = of;
  }

  /** Told after each change of the session. */
  changed(events: readonly SessionEvent[]): void {
    for (const document of this.#worthKeeping(events)) {
      this.#tail = this.#tail.then(() => this.#keep(document));
    }
  }

  /** Resolves when all that was worth keeping has been kept, or could not be. */
  settled(): Promise<void> {
    return this.#tail;
  }

  #worthKeeping(events: readonly SessionEvent[]): readonly DocumentRef[] {
    const { state } = this.#of.actor;
    if (events.some(({ type }) => type === 'session.adjourned')) {
      return [
        agreement,
        ...[...state.agreement.drafts.keys()].map((room) => ({ kind: 'draft', room }) as const),
      ].filter((document) => bookOf(state.agreement, document) !== null);
    }
    return events.some(hasPutInWords) ? [agreement] : [];
  }

  async #keep(document: DocumentRef): Promise<void> {
    const { actor, logger } = this.#of;
    try {
      await wholeOf(this.#of, document, async (whole) => {
        const last = bookOf(actor.state.agreement, document)?.versions.at(-1);
        if (last?.hash === whole.hash) return;
        await actor.ask({ type: 'version.keep', ...whole }, { kind: 'server' });
      });
    } catch (error) {
      logger.warn({ session: actor.id, err: error }, 'a version could not be kept');
    }
  }
}

/** A clause is as it is to stay, or a decision has put words into the agreement. */
function hasPutInWords(event: SessionEvent): boolean {
  switch (event.type) {
    case 'clause.locked':
      return true;
    case 'proposal.accepted':
      return event.complete;
    case 'draft.published':
      return event.side === null;
    default:
      return false;
  }
}
