import type { ParticipantId, SessionId } from '@parley/shared/ids';
import { type HostParts, SessionHost } from './host.ts';

type SharedParts = Omit<HostParts, 'onFailed' | 'onIdle'>;

/** The sessions at work on this server; each is restored once, when somebody first needs it. */
export class SessionRegistry {
  readonly #parts: SharedParts;
  readonly #hosts = new Map<SessionId, Promise<SessionHost>>();
  /** Sessions on their way out. */
  readonly #closing = new Map<SessionId, Promise<void>>();
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
    host.catch(() => this.#forget(id, host));
    return host;
  }

  /**
   * Ends somebody's line and media at once, wherever they stand; resolves when nothing of them is left at the SFU. In a
   * session that is not at work nobody has any.
   */
  async cutOff(id: SessionId, participant: ParticipantId): Promise<void> {
    const host = await this.#hosts.get(id)?.catch(() => undefined);
    await host?.cutOff(participant);
    await this.#closing.get(id);
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
    const closing = this.#end(host);
    this.#closing.set(id, closing);
    await closing;
    if (this.#closing.get(id) === closing) this.#closing.delete(id);
  }

  /** Never rejects: an SFU that is away has nothing of the session that would outlive its lease. */
  async #end(host: SessionHost): Promise<void> {
    const session = host.actor.id;
    try {
      await host.close();
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
    const hosts = await Promise.allSettled(this.#hosts.values());
    this.#hosts.clear();
    await Promise.all(hosts.flatMap((host) => (host.status === 'fulfilled' ? [host.value.close()] : [])));
  }

  /** Its state is in doubt: everyone comes back to a fresh replay. */
  #failed(id: SessionId): void {
    const pending = this.#hosts.get(id);
    if (pending === undefined) return;
    this.#forget(id, pending);
    this.#parts.logger.error({ session: id }, 'a session is given up and will be replayed');
    for (const line of this.#parts.lines.of(id)) line.reset();
    // One that was still being restored rejects to whoever asked for it.
    pending.then(
      (host) => host.close(),
      () => undefined,
    );
  }

  #forget(id: SessionId, host: Promise<SessionHost>): void {
    if (this.#hosts.get(id) === host) this.#hosts.delete(id);
  }
}
