import { Refusal } from '@parley/shared/errors';
import type { ServerCommand } from '@parley/shared/session';
import type { Logger } from 'pino';
import { GivenUp, type SessionActor } from './actor.ts';
import type { Timers } from '../lib/timers.ts';
import { scopeOfCommand } from './log-scope.ts';

const RETRY_MS = 250;

/**
 * What the server observed and cannot observe again: a line that was lost, a medium that is gone. While it cannot be
 * stored it is asked again, or the session would for ever take for alive what is not.
 */
export class Reports {
  readonly #actor: SessionActor;
  readonly #timers: Timers;
  readonly #logger: Logger;

  constructor(actor: SessionActor, timers: Timers, logger: Logger) {
    this.#actor = actor;
    this.#timers = timers;
    this.#logger = logger;
  }

  /** Resolves when it is stored or has to wait; never rejects. */
  async tell(command: ServerCommand): Promise<void> {
    try {
      await this.#actor.ask(command, { kind: 'server' });
    } catch (error) {
      // It takes nothing for alive when it is read again.
      if (error instanceof GivenUp) return;
      const about = scopeOfCommand(this.#actor.state, command);
      this.#logger.warn({ ...about, command: command.type, err: error }, 'what was observed was not stored');
      if (this.#actor.closed || !(error instanceof Refusal)) return;
      this.#timers.after(RETRY_MS, () => void this.tell(command));
    }
  }
}
