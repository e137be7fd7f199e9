import { paperOf } from './oracle/papers.ts';
import type { World } from './oracle/world.ts';
import type { DocumentTicket, Sheet } from './sheet.ts';
import { must } from './violation.ts';

/** The pages that are open on documents, and the tickets to open more. */
export class Sheets {
  readonly open: Sheet[] = [];
  /** Tickets that nobody has come with yet. */
  readonly tickets: DocumentTicket[] = [];
  readonly #world: () => World;

  constructor(world: () => World) {
    this.#world = world;
  }

  /** The page may be connected: its reader is on its line, in the place where they opened it. */
  mayRead({ guest, draft, epoch }: Sheet): boolean {
    const world = this.#world();
    const me = world.soul(guest.participant);
    const isHere = me.where.at === 'in' && me.epoch === epoch && paperOf(world, draft) !== null;
    return isHere && me.line === 'online' && me.connection === guest.line;
  }

  close(sheet: Sheet): void {
    this.open.splice(this.open.indexOf(sheet), 1);
    sheet.end();
  }

  /** Nothing of it is needed any more. */
  end(): void {
    for (const sheet of this.open.splice(0)) sheet.end();
    this.tickets.length = 0;
  }

  /** Whoever may not read a document any more is off it with the very change, and what is open is open to its reader. */
  judge(): void {
    for (const sheet of this.open.filter(({ connected }) => !connected)) this.close(sheet);
    for (const sheet of this.open) {
      const { guest, draft } = sheet;
      must(
        this.mayRead(sheet),
        () => `${guest.participant} still reads ${draft === null ? 'the agreement' : `a draft of ${draft}`}`,
      );
    }
  }
}
