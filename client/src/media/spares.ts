import type { Source } from '@parley/shared/session';

interface Spare<Sender> {
  /** What it was negotiated for. */
  readonly form: string;
  readonly sender: Sender;
}

/**
 * Senders negotiated before they are needed, one for each source that goes along into the next room. A sender stays
 * with the room it was announced to: in the next one another speaks, under an SSRC of its own, and a packet that is
 * late still belongs to the old room.
 */
export class Spares<Sender extends { close(): void }> {
  readonly #kept = new Map<Source, Spare<Sender>>();

  /** Null when none is ready; one of another form is of no use any more. */
  take(source: Source, form: string): Sender | null {
    const spare = this.#kept.get(source);
    if (spare === undefined) return null;
    this.#kept.delete(source);
    if (spare.form === form) return spare.sender;
    spare.sender.close();
    return null;
  }

  has(source: Source, form: string): boolean {
    return this.#kept.get(source)?.form === form;
  }

  keep(source: Source, form: string, sender: Sender): void {
    this.#kept.get(source)?.sender.close();
    this.#kept.set(source, { form, sender });
  }
}
