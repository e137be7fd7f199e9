import { Page } from '../../agreement/testing/page.ts';
import type { Guest } from './guest.ts';

/** What somebody got when they asked to open a document, and where. */
export interface DocumentTicket {
  readonly guest: Guest;
  readonly draft: string | null;
  readonly epoch: number;
  readonly client: number;
  readonly ticket: string;
  readonly until: number;
}

/** A page that somebody has open on a document, in the place where they opened it; `draft` is the room whose it is. */
export class Sheet extends Page {
  readonly guest: Guest;
  readonly draft: string | null;
  readonly epoch: number;
  readonly #hear: (bytes: Uint8Array) => void;

  constructor(
    guest: Guest,
    { draft, epoch, client }: Omit<DocumentTicket, 'guest' | 'ticket' | 'until'>,
    hear: (bytes: Uint8Array) => void,
  ) {
    super(client);
    this.guest = guest;
    this.draft = draft;
    this.epoch = epoch;
    this.#hear = hear;
  }

  override send(bytes: Uint8Array): void {
    this.#hear(bytes);
    super.send(bytes);
  }

  /** Nobody looks at it any more. */
  end(): void {
    this.drop();
    this.awareness.destroy();
    this.doc.destroy();
  }
}
