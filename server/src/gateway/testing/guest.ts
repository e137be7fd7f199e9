import { changedAgreement } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type {
  Notice,
  NoticeName,
  Reply,
  RequestInput,
  RequestName,
  RequestOutput,
} from '@parley/shared/protocol';
import { notices, wholeView } from '@parley/shared/protocol';
import { io, type Socket } from 'socket.io-client';

interface Told {
  readonly name: string;
  readonly notice: unknown;
}

/** A client of the socket protocol without a browser: asks, and keeps everything it is told. */
export class Guest {
  readonly socket: Socket;
  readonly told: Told[] = [];
  /** Each is read once, however often it is asked for. */
  readonly #read = new WeakMap<Told, unknown>();
  /** All that came over the line, answers included, as it was written there; heartbeats apart. */
  readonly heard: string[] = [];
  readonly #watchers = new Set<() => void>();

  /** `ca`: whose certificates it trusts beside the usual ones. */
  constructor(url: string, auth: object, options: { readonly origin?: string; readonly ca?: string } = {}) {
    this.socket = io(url, {
      auth,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { origin: options.origin ?? url },
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
    this.socket.io.engine.on('packet', ({ type, data }) => {
      if (type === 'message') this.heard.push(String(data));
    });
    this.socket.onAny((name: string, notice: unknown) => {
      this.told.push({ name, notice });
      if (name === 'agreement.changed') this.#readOn(notices['agreement.changed'].parse(notice));
      if (name === 'view.changed') this.#lookOn(notices['view.changed'].parse(notice));
      for (const watcher of this.#watchers) watcher();
    });
  }

  /** What has changed is read as the whole that comes of it. */
  #readOn({ rev, change }: Notice<'agreement.changed'>): void {
    const last = this.last('agreement');
    const view = last?.rev === rev - 1 ? changedAgreement(last.view, change) : null;
    if (view === null) throw new Error('a change of an agreement that is not there');
    this.told.push({ name: 'agreement', notice: { rev, view } });
  }

  #lookOn(changed: Notice<'view.changed'>): void {
    const whole = wholeView(this.last('view') ?? null, changed);
    if (whole === null) throw new Error('a change of a view that is not there');
    this.told.push({ name: 'view', notice: whole });
  }

  /** Resolves when the handshake is through; rejects with the server's ErrorReply. */
  connected(): Promise<void> {
    if (this.socket.connected) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.socket.once('connect', resolve);
      this.socket.once('connect_error', (error: Error & { data?: ErrorReply }) =>
        reject(error.data ?? error),
      );
    });
  }

  /** The reply as it came, refusal included. */
  async ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Reply<RequestOutput<N>>> {
    return this.raw(name, input) as Promise<Reply<RequestOutput<N>>>;
  }

  /** Anything at all, as an attacker would send it. */
  raw(name: string, ...input: readonly unknown[]): Promise<unknown> {
    return this.socket.timeout(20_000).emitWithAck(name, ...input);
  }

  /** Everything told under this name so far, parsed by the protocol. */
  all<N extends NoticeName>(name: N): Notice<N>[] {
    return this.told.filter((each) => each.name === name).map((each) => this.#noticeOf(name, each));
  }

  /** What was told last under this name. */
  last<N extends NoticeName>(name: N): Notice<N> | undefined {
    const found = this.told.findLast((each) => each.name === name);
    return found && this.#noticeOf(name, found);
  }

  #noticeOf<N extends NoticeName>(name: N, told: Told): Notice<N> {
    const read = this.#read.get(told) ?? notices[name].parse(told.notice);
    this.#read.set(told, read);
    return read as Notice<N>;
  }

  /** Of the stay in a room that they were shown last. */
  get epoch(): number {
    const place = this.last('view')?.view.place;
    if (place?.kind !== 'room') throw new Error('in no room');
    return place.epoch;
  }

  /** Resolves with the first notice of that name, past or coming, which fits. */
  async until<N extends NoticeName>(name: N, fits: (notice: Notice<N>) => boolean): Promise<Notice<N>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(look);
        reject(new Error(`no fitting «${name}» came; the last was ${JSON.stringify(this.last(name))}`));
      }, 20_000);
      const look = (): void => {
        const found = this.all(name).find(fits);
        if (found === undefined) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Sends nothing any more, heartbeats included, as over a network that swallows everything. */
  fallSilent(): void {
    Object.assign(this.socket.io.engine.transport, { send: () => undefined });
  }

  close(): void {
    this.socket.disconnect();
  }
}
