import { Refusal } from '@parley/shared/errors';
import type { ParticipantId, SessionId } from '@parley/shared/ids';
import { type HostParts, SessionHost } from './host.ts';

type SharedParts = Omit<HostParts, 'onFailed' | 'onIdle'>;

/** How many sessions are taken up at the same time. */
const AT_ONCE = 16;

/** The sessions at work on this server; each is restored once, when somebody first needs it. */
export class SessionRegistry {
  readonly #parts: SharedParts;
  readonly #hosts = new Map<SessionId, Promise<SessionHost>>();
  /** Sessions on their way out. */
  readonly #closing = new Map<SessionId, Promise<void>>();
  /**
   * Of these the SFU may hold something though nobody is at work on them: of the life before, or given up. With it what
   * calls off the end of one that was given up.
   */
  readonly #held = new Map<SessionId, (() => void) | null>();
  readonly #unsubscribe: () => void;

  constructor(parts: SharedParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.sfu.on((event) => {
      void this.#hosts.get(event.session)?.then(
        (host) => host.observe(event),
        () => undefined,
      );
    });
  }

  /** Rejects with `session.unknown`, or with what the store says. */
  get(id: SessionId): Promise<SessionHost> {
    const known = this.#hosts.get(id);
    if (known !== undefined) return known;
    const host = this.#restore(id);
    this.#hosts.set(id, host);
    host.then(
      () => this.#settle(id),
      () => this.#forget(id, host),
    );
    return host;
  }

  /**
   * Puts to work what the SFU holds of the life before, whether or not anybody comes back to it: what was decided last
   * may not have reached it. Resolves when all of it is; what cannot be read is left to its lease.
   */
  async takeUp(sessions: readonly SessionId[]): Promise<void> {
    for (const id of sessions) this.#held.set(id, null);
    const left = [...sessions];
    const work = async (): Promise<void> => {
      for (let id = left.shift(); id !== undefined; id = left.shift()) await this.#takeUp(id);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #takeUp(id: SessionId): Promise<void> {
    const { sfu, logger } = this.#parts;
    if (!this.#held.has(id)) return;
    try {
      const host = await this.get(id);
      if (host.idle) await this.#release(id);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'session.unknown') {
        this.#settle(id);
        await sfu.closeSession({ session: id }).catch(() => undefined);
      } else logger.warn({ session: id, err: error }, 'a session could not be taken up');
    }
  }

  /**
   * Ends somebody's line and media at once, wherever they stand; resolves when nothing of them is left at the SFU. Where
   * nobody is at work on their session, and the SFU holds nothing of it, there is nothing to end.
   */
  async cutOff(id: SessionId, participant: ParticipantId): Promise<void> {
    const host = await this.#atWork(id);
    await host?.cutOff(participant);
    // Over just this it may have been given up.
    if (host?.actor.closed === true) await (await this.#atWork(id))?.cutOff(participant);
    await this.#closing.get(id);
  }

  /** Its case was changed: it follows if it is at work here, and else when it begins. */
  async follow(id: SessionId): Promise<void> {
    const host = await this.#hosts.get(id)?.catch(() => undefined);
    await host?.catchUp();
  }

  async #atWork(id: SessionId): Promise<SessionHost | undefined> {
    const pending = this.#hosts.get(id) ?? (this.#held.has(id) ? this.get(id) : undefined);
    return pending?.catch(() => undefined);
  }

  /** Only once what was there before has let go, so that a late end does not meet a new beginning. */
  async #restore(id: SessionId): Promise<SessionHost> {
    await this.#closing.get(id);
    return SessionHost.restore(id, {
      ...this.#parts,
      onFailed: (failed) => this.#failed(failed),
      onIdle: (idle) => void this.#release(idle),
    });
  }

  /** Gives up a session nobody is connected to; it is restored from its log when needed again. */
  async #release(id: SessionId): Promise<void> {
    const pending = this.#hosts.get(id);
    const host = await pending?.catch(() => undefined);
    if (pending === undefined || host === undefined || !host.idle || this.#hosts.get(id) !== pending) return;
    this.#forget(id, pending);
    await this.#end(id, host);
  }

  /** Of it nothing goes on by what was decided before; whoever comes back meanwhile waits. */
  async #end(id: SessionId, host: SessionHost | null): Promise<void> {
    const closing = this.#tryToEnd(id, host);
    this.#closing.set(id, closing);
    await closing;
    if (this.#closing.get(id) === closing) this.#closing.delete(id);
  }

  /** Never rejects: an SFU that is away has nothing of the session that would outlive its lease. */
  async #tryToEnd(session: SessionId, host: SessionHost | null): Promise<void> {
    try {
      await host?.close();
      await this.#parts.sfu.closeSession({ session });
    } catch (error) {
      this.#parts.logger.warn({ session, err: error }, 'a session could not be ended at the SFU');
    }
  }

  get size(): number {
    return this.#hosts.size;
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    for (const id of this.#held.keys()) this.#settle(id);
    const hosts = await Promise.allSettled(this.#hosts.values());
    this.#hosts.clear();
    await Promise.all(hosts.flatMap((host) => (host.status === 'fulfilled' ? [host.value.close()] : [])));
  }

  /** Its state is in doubt: everyone comes back to a fresh replay. */
  #failed(id: SessionId): void {
    const pending = this.#hosts.get(id);
    if (pending === undefined) return;
    this.#forget(id, pending);
    // Whoever fails to bring it back makes its time no longer.
    const end = this.#held.get(id) ?? this.#endLater(id);
    this.#held.set(id, end);
    this.#parts.logger.error({ session: id }, 'a session is given up and will be replayed');
    for (const line of this.#parts.lines.of(id)) line.reset();
    // One that was still being restored rejects to whoever asked for it.
    pending.then(
      (host) => host.close(),
      () => undefined,
    );
  }

  #endLater(id: SessionId): () => void {
    const { timers, graceMs } = this.#parts;
    return timers.after(graceMs, () => void this.#abandon(id));
  }

  /**
   * Every line of it was lost for a grace period, and nobody was there who would give up what hung on them. It goes on by
   * an audience that may be older than what was decided last, so that it does not go on for longer.
   */
  async #abandon(id: SessionId): Promise<void> {
    for (let back = this.#hosts.get(id); back !== undefined; back = this.#hosts.get(id)) {
      await back.catch(() => undefined);
      if (!this.#held.has(id)) return;
    }
    if (!this.#settle(id)) return;
    this.#parts.logger.warn(
      { session: id },
      'nobody has brought back a session that was given up: its media end',
    );
    await this.#end(id, null);
  }

  /** Nothing of it is held any more that nobody is at work on; whether anything was. */
  #settle(id: SessionId): boolean {
    this.#held.get(id)?.();
    return this.#held.delete(id);
  }

  #forget(id: SessionId, host: Promise<SessionHost>): void {
    if (this.#hosts.get(id) === host) this.#hosts.delete(id);
  }
}
