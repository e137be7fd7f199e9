import type { ErrorReply } from '@parley/shared/errors';
import type { AttemptId } from '@parley/shared/ids';
import { err, ok, type Result } from '@parley/shared/lib';
import { type Ask, replyTo } from './ask.ts';
import { Attempts } from './attempts.ts';

type Asking<R> = (ask: Ask, attempt: AttemptId) => Promise<R>;

/** What is to be done once, however often it is pressed for until there is an answer. `wish` is all that is asked for. */
export class Once {
  readonly #ask: Ask;
  readonly #failed: (error: unknown) => void;
  readonly #attempts = new Attempts();

  constructor(ask: Ask, failed: (error: unknown) => void) {
    this.#ask = ask;
    this.#failed = failed;
  }

  /** A refusal is told elsewhere: null. */
  async asked<R>(wish: readonly unknown[], asking: Asking<R>): Promise<R | null> {
    try {
      return await this.#attempts.at(wish, (attempt) => asking(this.#ask, attempt));
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  /** A refusal is an answer. */
  async answered<R>(wish: readonly unknown[], asking: Asking<R>): Promise<Result<R, ErrorReply>> {
    try {
      return ok(await this.#attempts.at(wish, (attempt) => asking(this.#ask, attempt)));
    } catch (error) {
      return err(replyTo(error));
    }
  }
}
