import { DeviceId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import {
  type ClientToServerEvents,
  type Notice,
  type NoticeName,
  notices,
  type Reply,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  type ServerToClientEvents,
  wholeView,
} from '@parley/shared/protocol';
import { io, type Socket } from 'socket.io-client';

const PATIENCE_MS = 30_000;
/** As a page's: a line that is gone is back soon. */
const [FIRST_DELAY_MS, LAST_DELAY_MS] = [50, 1_000];

/** Somebody's line without a browser: asks by the protocol, and keeps what was shown last. */
export class Line {
  readonly #socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  #view: Notice<'view'> | null = null;
  readonly #viewers = new Set<(notice: Notice<'view'>) => void>();
  readonly #watchers = new Set<() => void>();

  private constructor(socket: Socket<ServerToClientEvents, ClientToServerEvents>) {
    this.#socket = socket;
    this.#hear('view', (view) => this.#shown(view));
    this.#hear('view.changed', (changed) => {
      const whole = wholeView(this.#view, changed);
      if (whole === null) throw new Error('a change of a view that is not there');
      this.#shown(whole);
    });
  }

  /**
   * By their personal link; whoever is on the line in their place is not any more. `from`: an address of this machine
   * that the line comes from, where many people share it.
   */
  static async open(link: string, device: string, from?: string): Promise<Line> {
    const url = new URL(link);
    // Handed on to the socket; the types of Socket.IO do not name it.
    const address = from === undefined ? {} : { localAddress: from, family: 4 };
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url.origin, {
      auth: { token: url.hash.slice(1), device: DeviceId.parse(device), takeOver: true },
      transports: ['websocket'],
      extraHeaders: { origin: url.origin },
      forceNew: true,
      reconnectionDelay: FIRST_DELAY_MS,
      reconnectionDelayMax: LAST_DELAY_MS,
      ...address,
    });
    const line = new Line(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return line;
  }

  /** Every notice of this name from now on. */
  on<N extends Exclude<NoticeName, 'view' | 'view.changed'>>(
    name: N,
    told: (notice: Notice<N>) => void,
  ): void {
    this.#hear(name, told);
  }

  /** Whenever they are shown something else: the whole of it. */
  onView(told: (notice: Notice<'view'>) => void): void {
    this.#viewers.add(told);
  }

  #shown(view: Notice<'view'>): void {
    this.#view = view;
    for (const viewer of this.#viewers) viewer(view);
    for (const watcher of this.#watchers) watcher();
  }

  #hear<N extends NoticeName>(name: N, told: (notice: Notice<N>) => void): void {
    const untyped: { on(name: string, listener: (notice: unknown) => void): unknown } = this.#socket;
    // The schema is the notice's own; TypeScript cannot follow that across the table.
    untyped.on(name, (notice) => told(notices[name].parse(notice) as Notice<N>));
  }

  /** The line has come back, having been lost. */
  onAgain(again: () => void): void {
    let before = this.#socket.connected;
    this.#socket.on('connect', () => {
      if (before) again();
      before = true;
    });
  }

  onLost(lost: () => void): void {
    this.#socket.on('disconnect', lost);
  }

  /** As a network does: it ends without a word, and comes back by itself. */
  break(): void {
    this.#socket.io.engine.close();
  }

  get isThere(): boolean {
    return this.#socket.connected;
  }

  /** What was shown last; null before anything was. */
  get shown(): SessionView | null {
    return this.#view?.view ?? null;
  }

  get view(): SessionView {
    if (this.#view === null) throw new Error('nothing was shown yet');
    return this.#view.view;
  }

  /**
   * Throws the server's refusal as `Error(code)` that carries it. What a broken line left unanswered is asked again
   * once the line is back, as a browser would.
   */
  async ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
    const untyped: { emitWithAck(name: string, input: unknown): Promise<unknown> } = this.#socket;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#connected();
        const reply = (await untyped.emitWithAck(name, input)) as Reply<RequestOutput<N>>;
        if (reply.ok) return reply.value;
        throw Object.assign(new Error(reply.error.code), { reply: reply.error });
      } catch (error) {
        if (this.#socket.connected || attempt > 5) throw error;
      }
    }
  }

  #connected(): Promise<void> {
    if (this.#socket.connected) return Promise.resolve();
    return new Promise((resolve) => this.#socket.once('connect', resolve));
  }

  until(fits: (view: SessionView) => boolean): Promise<SessionView> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`what was waited for did not come: ${JSON.stringify(this.shown)}`));
      }, PATIENCE_MS);
      const look = (): void => {
        const { shown } = this;
        if (shown === null || !fits(shown)) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(shown);
      };
      this.#watchers.add(look);
      look();
    });
  }

  close(): void {
    this.#socket.disconnect();
  }
}
