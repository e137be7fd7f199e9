import { Tickets } from '../lib/tickets.ts';
import type { SessionActor } from '../session/actor.ts';
import type { DocumentConnection, Wire } from './connection.ts';
import type { Documents, SessionDocuments } from './documents.ts';
import { type Pass, WrittenDocuments, type WrittenParts } from './session-documents.ts';

/** The documents of every session on this server, and the tickets that lead to them. */
export class DocumentGate implements Documents {
  readonly #parts: Omit<WrittenParts, 'issue'>;
  readonly #tickets: Tickets<Pass>;

  constructor(parts: Omit<WrittenParts, 'issue'>) {
    this.#parts = parts;
    this.#tickets = new Tickets(parts.now, 'document.ticket');
  }

  of(actor: SessionActor): SessionDocuments {
    return new WrittenDocuments(actor, { ...this.#parts, issue: (pass) => this.#tickets.issue(pass) });
  }

  /** Uses a ticket up. Throws `document.ticket`. */
  redeem(ticket: string): (wire: Wire) => DocumentConnection {
    const pass = this.#tickets.redeem(ticket);
    return (wire) => pass.documents.connect(pass, wire);
  }
}
