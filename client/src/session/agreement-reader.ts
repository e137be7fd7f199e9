import { type AgreementView, changedAgreement } from '@parley/shared/agreement';
import type { Notice } from '@parley/shared/protocol';
import type { Ask } from './ask.ts';
import type { Received } from './connection.ts';

export type ToldOfAgreement = Extract<Received, { name: 'agreement' | 'agreement.changed' }>;

/** What the server has told of the agreement: the whole at first, and from then on what has changed. */
export class AgreementReader {
  readonly #ask: Ask;
  #told: Notice<'agreement'> | null = null;
  #asking = false;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** The whole as it is now. Null where something is missing: then all of it is on its way. */
  read(told: ToldOfAgreement): AgreementView | null {
    this.#told = told.name === 'agreement' ? told.notice : this.#changed(told.notice);
    if (this.#told === null) void this.#again();
    return this.#told?.view ?? null;
  }

  forget(): void {
    this.#told = null;
  }

  #changed({ rev, change }: Notice<'agreement.changed'>): Notice<'agreement'> | null {
    if (this.#told?.rev !== rev - 1) return null;
    const view = changedAgreement(this.#told.view, change);
    return view === null ? null : { rev, view };
  }

  async #again(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    // A line that ends meanwhile is told the whole when it is back.
    await this.#ask('agreement.again', {}).catch(() => undefined);
    this.#asking = false;
  }
}
