import { Refusal } from '@parley/shared/errors';
import type { PeerId, SessionId } from '@parley/shared/ids';
import type { Audience } from '@parley/shared/policy';
import {
  AudienceApplied,
  type ConnectTransport,
  type DistantSfu,
  IceParameters,
  Inventory,
  type OfConsumer,
  type OfPeer,
  type OfSession,
  type OpenEar,
  type OpenPeer,
  PeerParams,
  type PreferLayers,
  type Publish,
  Receptions,
  type RestartIce,
  RtpCapabilities,
  type SfuEvent,
  type Unsubscribe,
} from '@parley/shared/sfu';
import type { Logger } from 'pino';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { SfuStats } from '../core/node.ts';
import { systemTimers, type Timers } from '../lib/timers.ts';
import { Absence } from './absence.ts';
import { type Holdings, LINK_PATH, limits, type Method, MOST_LEASE_MS, SfuStats as Stats } from './frames.ts';
import { HandshakeFailed, Inbox } from './inbox.ts';
import { FirstWord } from './first-word.ts';
import { KnownSessions } from './known.ts';
import { meetNode } from './server-handshake.ts';
import { Outage, whyNotReached } from './outage.ts';
import { type Heard, ServerLink } from './server-link.ts';
import { endSocket } from './wire.ts';

const HANDSHAKE_MS = 3_000;
const CALL_TIMEOUT_MS = 5_000;
/** A node notices within a second that it is alone, and its clock is not this one. */
const LEASE_MARGIN_MS = 5_000;
/** How long a server that begins waits for a node, to take up what it holds. */
const FIRST_WORD_MS = 1_000;

const Nothing = z.null().transform((): void => undefined);

export interface RemoteOptions {
  /** `ws:` or `wss:`, host and port. */
  readonly url: string;
  /** The node's; at least 32 characters. */
  readonly secret: string;
  /** This server's name, the same after each restart. */
  readonly server: string;
  /** Greater with every start of this server: a node obeys the newest alone. */
  readonly generation: number;
  readonly timers?: Timers;
  readonly logger?: Pick<Logger, 'info' | 'warn' | 'error'>;
}

export interface RemoteSfu extends DistantSfu {
  stats(): Promise<SfuStats>;
}

/**
 * An SFU node on another machine. It links, and links again, by itself; while it is not linked every call is
 * refused with `sfu.unavailable`. After a break the newest audience of each session is applied again, and peers
 * the node has lost meanwhile are reported as `peers.lost`. Once a newer life of this server leads the node, every
 * call is refused with `sfu.stale`, for good.
 */
export function remoteSfu(options: RemoteOptions): RemoteSfu {
  return new Remote(options);
}

class Remote implements RemoteSfu {
  readonly #options: RemoteOptions;
  readonly #timers: Timers;
  readonly #listeners = new Set<(event: SfuEvent) => void>();
  readonly #known = new KnownSessions();
  readonly #outage: Outage;
  readonly #absence: Absence;
  /** What it held when this server began. */
  readonly #first: FirstWord;
  #waiting: { readonly resolve: () => void; readonly reject: (refusal: Refusal) => void }[] = [];
  #socket: WebSocket | null = null;
  #link: ServerLink | null = null;
  #heard: Heard | null = null;
  #silentAfterMs = MOST_LEASE_MS + LEASE_MARGIN_MS;
  #cancelRetry: () => void = () => undefined;
  #capabilities: RtpCapabilities | null = null;
  #end: 'sfu.stale' | 'sfu.unavailable' | null = null;

  constructor(options: RemoteOptions) {
    this.#options = options;
    this.#timers = options.timers ?? systemTimers;
    this.#first = new FirstWord(FIRST_WORD_MS, this.#timers);
    this.#absence = new Absence(this.#timers);
    this.#outage = new Outage({ url: options.url, timers: this.#timers, logger: options.logger });
    this.#connect();
  }

  linked(): Promise<void> {
    if (this.#end !== null) return Promise.reject(new Refusal(this.#end));
    if (this.#link !== null) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  get isLinked(): boolean {
    return this.#link !== null;
  }

  get isAway(): boolean {
    return this.#absence.isAway;
  }

  onAway(listener: () => void): Unsubscribe {
    return this.#absence.on(listener);
  }

  get silentAfterMs(): number {
    return this.#silentAfterMs;
  }

  giveAway(session: SessionId): readonly PeerId[] {
    const peers = this.#known.peersOf(session);
    this.#known.closed(session);
    return peers;
  }

  async capabilities(): Promise<RtpCapabilities> {
    this.#capabilities ??= await this.#call('capabilities', null, RtpCapabilities);
    return this.#capabilities;
  }

  async ready(): Promise<void> {
    this.#present();
  }

  stats(): Promise<SfuStats> {
    return this.#call('stats', null, Stats);
  }

  async openPeer(command: OpenPeer): Promise<PeerParams> {
    const params = await this.#call('openPeer', command, PeerParams);
    this.#known.opened(command.session, command.peer);
    return params;
  }

  async openEar(command: OpenEar): Promise<void> {
    await this.#call('openEar', command, Nothing);
    this.#known.opened(command.session, command.peer);
  }

  connectTransport(command: ConnectTransport): Promise<void> {
    return this.#call('connectTransport', command, Nothing);
  }

  restartIce(command: RestartIce): Promise<IceParameters> {
    return this.#call('restartIce', command, IceParameters);
  }

  publish(command: Publish): Promise<void> {
    return this.#call('publish', command, Nothing);
  }

  async applyAudience(audience: Audience): Promise<AudienceApplied> {
    const acknowledged = this.#known.wanted(audience);
    const applied = await this.#call('applyAudience', audience, AudienceApplied);
    acknowledged();
    return applied;
  }

  resumeConsumer(command: OfConsumer): Promise<void> {
    return this.#call('resumeConsumer', command, Nothing);
  }

  preferLayers(command: PreferLayers): Promise<void> {
    return this.#call('preferLayers', command, Nothing);
  }

  closeSession(command: OfSession): Promise<void> {
    this.#known.closed(command.session);
    return this.#call('closeSession', command, Nothing);
  }

  async onlyHere(): Promise<void> {}

  async held(): Promise<readonly SessionId[]> {
    const sessions = await this.#first.asked();
    for (const session of sessions) this.#known.found(session);
    return sessions;
  }

  async inventory(command: OfSession): Promise<Inventory> {
    const held = await this.#call('inventory', command, Inventory);
    for (const { peer } of held) this.#known.opened(command.session, peer);
    return held;
  }

  receptions(command: OfPeer): Promise<Receptions> {
    return this.#call('receptions', command, Receptions);
  }

  on(listener: (event: SfuEvent) => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The node goes on by itself, and gives up what this server led when the lease is over. */
  async close(): Promise<void> {
    this.#giveUp('sfu.unavailable');
    this.#absence.close();
    this.#listeners.clear();
  }

  async #call<T>(method: Method, params: unknown, shape: z.ZodType<T>): Promise<T> {
    return this.#present().call(method, params, shape);
  }

  #present(): ServerLink {
    if (this.#end !== null) throw new Refusal(this.#end);
    if (this.#link === null) throw new Refusal('sfu.unavailable');
    return this.#link;
  }

  #connect(): void {
    const socket = new WebSocket(new URL(LINK_PATH, this.#options.url), {
      perMessageDeflate: false,
      maxPayload: limits.toServer,
      handshakeTimeout: HANDSHAKE_MS,
      finishRequest: (request) => {
        request.once('socket', (connection) => connection.once('connect', () => this.#absence.answers()));
        request.end();
      },
    });
    this.#socket = socket;
    const inbox = new Inbox(socket);
    const cancel = this.#timers.after(HANDSHAKE_MS, () => socket.terminate());
    let [opened, over] = [false, false];
    const again = (): void => {
      cancel();
      if (over || this.#end !== null) return;
      over = true;
      this.#cancelRetry = this.#timers.after(this.#absence.nextTryMs(), () => this.#connect());
    };
    socket.once('open', () => {
      opened = true;
      void this.#meet(socket, inbox, again).finally(cancel);
    });
    socket.on('error', (error) => {
      this.#outage.because(whyNotReached(error));
      if (!opened) this.#absence.notFound();
    });
    socket.once('close', again);
  }

  async #meet(socket: WebSocket, inbox: Inbox, again: () => void): Promise<void> {
    try {
      const met = await meetNode(socket, inbox, this.#options);
      new ServerLink({
        socket,
        inbox,
        met,
        timers: this.#timers,
        callTimeoutMs: CALL_TIMEOUT_MS,
        heard: this.#heard,
        onWelcome: (link) => this.#welcomed(link),
        onEvent: (event) => this.#tell(event),
        onHoldings: (holdings) => this.#compare(holdings),
        onStale: () => {
          const { url, logger } = this.#options;
          logger?.error({ url }, 'a newer start of this server leads the SFU node');
          this.#giveUp('sfu.stale');
        },
        onDown: () => {
          this.#link = null;
          if (this.#end === null) {
            this.#outage.because('the link broke');
            this.#absence.linkBroke();
          }
          again();
        },
      });
    } catch (error) {
      const reason = error instanceof HandshakeFailed ? error.reason : 'malformed';
      this.#outage.because(
        reason === 'unauthenticated'
          ? 'SFU_SECRET does not match: it must be the same here and at the SFU node'
          : `what answers there is no SFU node of ours (${reason})`,
      );
      endSocket(socket, reason, this.#timers);
    }
  }

  #welcomed(link: ServerLink): void {
    this.#outage.over();
    this.#absence.over();
    this.#silentAfterMs = link.leaseMs + LEASE_MARGIN_MS;
    if (this.#heard?.node !== link.heard.node) this.#capabilities = null;
    this.#heard = link.heard;
    this.#link = link;
    for (const { resolve } of this.#waiting.splice(0)) resolve();
    for (const audience of this.#known.audiences()) {
      // Refused if a newer one has come first: then that one counts.
      this.applyAudience(audience).catch(() => undefined);
    }
  }

  #compare(holdings: Holdings): void {
    for (const event of this.#known.missing(holdings)) this.#tell(event);
    const strange = this.#known.strange(holdings);
    if (this.#first.says(strange)) return;
    // It came too late for anybody to ask: what it goes on with was decided by a life of this server that is over.
    for (const session of strange) this.closeSession({ session }).catch(() => undefined);
  }

  #giveUp(why: 'sfu.stale' | 'sfu.unavailable'): void {
    this.#end ??= why;
    this.#cancelRetry();
    this.#link?.close();
    this.#link = null;
    this.#socket?.terminate();
    for (const { reject } of this.#waiting.splice(0)) reject(new Refusal(this.#end));
  }

  #tell(event: SfuEvent): void {
    this.#known.reported(event);
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#options.logger?.error({ session: event.session, err: error }, 'a listener to the SFU failed');
      }
    }
  }
}
