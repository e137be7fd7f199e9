import { type ErrorReply, replyOf } from '@parley/shared/errors';
import type { Source } from '@parley/shared/session';
import type { Direction, RtpCapabilities } from '@parley/shared/sfu';
import { assertNever } from '@parley/shared/lib';
import { type Ask, AskError, replyTo } from '../session/ask.ts';
import type { Clock } from '../session/clock.ts';
import { type Effect, type Event, initial, type State } from './machine/state.ts';
import { step } from './machine/step.ts';
import { type MediaPeer, type MediaPort, type OutgoingTrack, Withdrawn } from './port.ts';

export interface RunnerParts {
  readonly port: MediaPort;
  /** What the routers took before anything was joined; null when that was not known. */
  readonly routers: RtpCapabilities | null;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly changed: (state: State) => void;
  /** This way over the line pictures give way to sound, or come back. */
  readonly narrow: (direction: Direction, narrow: boolean) => void;
  /** The server will not have this track, and trying again would not help. */
  readonly refused: (source: Source, error: ErrorReply) => void;
  /** A failure of the browser that the machine works around; never carries anything of a person. */
  readonly bug: (what: string, error: unknown) => void;
}

/** Does what the media machine wants done, and tells it how that went. */
export class MediaRunner {
  readonly #parts: RunnerParts;
  #state: State = initial;
  #peer: { readonly key: number; readonly media: MediaPeer } | null = null;
  #routers: RtpCapabilities | null = null;
  readonly #narrow: Record<Direction, boolean> = { send: false, recv: false };
  readonly #outgoing = new Map<number, OutgoingTrack>();
  #stopTimers = new Set<() => void>();
  #closed = false;
  #running = false;
  readonly #queue: Event[] = [];

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    if (parts.routers !== null) this.#prepare(parts.routers);
  }

  get state(): State {
    return this.#state;
  }

  get isHandingOver(): boolean {
    return this.#peer?.media.isHandingOver === true;
  }

  /** Events are taken one after another, also those that an effect causes at once. */
  dispatch(event: Event): void {
    this.#queue.push(event);
    if (this.#running || this.#closed) return;
    this.#running = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { state, effects } = step(this.#state, next);
      this.#state = state;
      for (const effect of effects) this.#attempt(effect);
    }
    this.#running = false;
    this.#parts.changed(this.#state);
  }

  /** The server told them with another answer: no need to ask again on this line. */
  learn(routers: RtpCapabilities): void {
    this.#routers = routers;
    this.dispatch({ type: 'capabilities.known' });
    this.#prepare(routers);
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stopTimers) stop();
    this.#letGo();
  }

  /** Nothing of the peer is left in the browser, nor of what was still on its way out. */
  #letGo(): void {
    for (const outgoing of this.#outgoing.values()) outgoing.close();
    this.#outgoing.clear();
    this.#peer?.media.close();
    this.#peer = null;
  }

  /** It takes a browser a while, which is not to be waited for when something is joined. */
  #prepare(routers: RtpCapabilities): void {
    this.#parts.port.load(routers).catch((error: unknown) => this.#parts.bug('load', error));
  }

  /** One thing the browser will not do must not keep the rest from being done. */
  #attempt(effect: Effect): void {
    try {
      this.#do(effect);
    } catch (error) {
      this.#parts.bug(effect.do, error);
    }
  }

  #do(effect: Effect): void {
    switch (effect.do) {
      case 'ask-capabilities':
        return this.#follow(
          this.#parts.ask('media.capabilities', {}),
          ({ rtpCapabilities }) => this.learn(rtpCapabilities),
          () => this.dispatch({ type: 'capabilities.failed' }),
        );
      case 'join':
        return this.#follow(
          this.#join(effect.key),
          (peer) =>
            this.dispatch({
              type: 'joined',
              key: effect.key,
              peer,
              endurance: this.#parts.port.endurance,
            }),
          () => this.dispatch({ type: 'join.failed', key: effect.key }),
        );
      case 'close-peer':
        if (this.#peer?.key === effect.key) this.#letGo();
        return;
      case 'publish':
        return this.#publish(effect);
      case 'withdraw':
        return this.#withdraw(effect.key);
      case 'unpublish':
        return this.#follow(
          this.#parts.ask('media.unpublish', { producer: effect.producer }),
          () => undefined,
          () => this.dispatch({ type: 'unpublish.failed' }),
        );
      case 'feed': {
        const outgoing = this.#outgoing.get(effect.key);
        if (outgoing === undefined) return;
        outgoing.feed(effect.track, effect.sending).catch((error: unknown) => {
          // What was under way when it was withdrawn fails, as it should.
          if (this.#outgoing.get(effect.key) !== outgoing) return;
          this.#parts.bug('feed', error);
          this.dispatch({ type: 'feed.failed', key: effect.key });
        });
        return;
      }
      case 'receive':
        return this.#receive(effect);
      case 'ready':
        return this.#follow(
          this.#parts.ask('media.ready', { consumer: effect.consumer }),
          () => this.dispatch({ type: 'ready.answered', consumer: effect.consumer }),
          (error) => this.dispatch({ type: 'ready.failed', consumer: effect.consumer, error }),
        );
      case 'hear':
        this.#peer?.media.hear(effect.consumer, effect.heard);
        return;
      case 'stop-receiving':
        this.#peer?.media.stopReceiving(effect.consumer);
        return;
      case 'restart-ice':
        return this.#restartIce(effect);
      case 'wait': {
        const { name, ms } = effect;
        const stop = this.#parts.clock.after(ms, () => {
          this.#stopTimers.delete(stop);
          this.dispatch({ type: 'timer', name });
        });
        this.#stopTimers.add(stop);
        return;
      }
      default:
        return assertNever(effect);
    }
  }

  async #join(key: number) {
    const { port, ask } = this.#parts;
    if (this.#routers === null) throw new AskError(replyOf('media.not-joined'));
    const rtpCapabilities = await port.load(this.#routers);
    this.#mustBeWanted(key);
    const { peer, ...params } = await ask('media.join', { rtpCapabilities });
    this.#mustBeWanted(key);
    this.#letGo();
    const media = port.open(params, {
      connect: async (direction, dtlsParameters) => {
        try {
          await ask('media.connect', { direction, dtlsParameters });
        } catch (error) {
          this.dispatch({ type: 'broken', key });
          throw error;
        }
      },
      changed: (direction, state) => this.dispatch({ type: 'transport', key, direction, state }),
      narrow: (direction, narrow) => {
        if (this.#peer?.key === key) this.#narrowed(direction, narrow);
      },
    });
    for (const direction of ['send', 'recv'] as const) this.#narrowed(direction, false);
    this.#peer = { key, media };
    return peer;
  }

  #narrowed(direction: Direction, narrow: boolean): void {
    if (this.#narrow[direction] === narrow) return;
    this.#narrow[direction] = narrow;
    this.#parts.narrow(direction, narrow);
  }

  /** A join given up meanwhile must not take the place of the one after it. */
  #mustBeWanted(key: number): void {
    const { peer } = this.#state;
    const wanted = !this.#closed && peer.kind === 'joining' && peer.key === key;
    if (!wanted) throw new AskError(replyOf('connection.lost'));
  }

  #publish(effect: Extract<Effect, { do: 'publish' }>): void {
    const { key, source, epoch, track, sending } = effect;
    const peer = this.#of(effect.peer);
    if (peer === null) return;
    // Its device has just ended and brings another one.
    if (track.readyState === 'ended') {
      return this.dispatch({ type: 'publish.failed', source, key, error: replyOf('server.failed') });
    }
    const outgoing = peer.publish(source, track, sending, async (rtpParameters) => {
      const { producer } = await this.#parts.ask('media.publish', { epoch, source, rtpParameters });
      return producer;
    });
    this.#outgoing.set(key, outgoing);
    this.#follow(
      outgoing.announced,
      (producer) => this.dispatch({ type: 'published', source, key, producer }),
      (error) => {
        const withdrawn = this.#outgoing.get(key) !== outgoing;
        this.#outgoing.delete(key);
        this.dispatch({ type: 'publish.failed', source, key, error });
        const refused = this.#state.refused.get(source)?.track === track;
        if (!withdrawn && refused) this.#parts.refused(source, error);
      },
      effect.peer,
    );
  }

  #withdraw(key: number): void {
    this.#outgoing.get(key)?.close();
    this.#outgoing.delete(key);
  }

  #receive({ peer: key, options }: Extract<Effect, { do: 'receive' }>): void {
    const peer = this.#of(key);
    if (peer === null) return;
    const { consumer } = options;
    this.#follow(
      peer.receive(options),
      (track) => {
        if (this.#of(key) === peer) this.dispatch({ type: 'received', consumer, track });
      },
      () => this.dispatch({ type: 'receive.failed', consumer }),
      key,
    );
  }

  #restartIce({ key, direction }: Extract<Effect, { do: 'restart-ice' }>): void {
    const peer = this.#of(key);
    if (peer === null) return;
    const restarted = this.#parts
      .ask('media.restart-ice', { direction })
      .then(({ iceParameters }) => peer.restartIce(direction, iceParameters));
    this.#follow(
      restarted,
      () => this.dispatch({ type: 'ice.restarted', key, direction }),
      (error) => this.dispatch({ type: 'ice.failed', key, direction, error }),
      key,
    );
  }

  /** Null where there is no such peer here: then the machine must not go on waiting for what it would do. */
  #of(key: number): MediaPeer | null {
    if (this.#peer?.key === key) return this.#peer.media;
    this.dispatch({ type: 'broken', key });
    return null;
  }

  /**
   * What is not the server's answer is a failure of the browser; with `peer`, one that leaves it in a state nobody
   * knows.
   */
  #follow<T>(
    work: Promise<T>,
    then: (value: T) => void,
    otherwise: (error: ErrorReply) => void,
    peer?: number,
  ): void {
    work.then(
      (value) => {
        if (!this.#closed) then(value);
      },
      (error: unknown) => {
        if (this.#closed) return;
        const given = peer !== undefined && this.#peer?.key !== peer;
        otherwise(replyTo(error));
        // What was under way when a peer was given up fails, as it should.
        if (error instanceof AskError || error instanceof Withdrawn || given) return;
        this.#parts.bug('webrtc', error);
        if (peer !== undefined && !isHarmless(error)) this.dispatch({ type: 'broken', key: peer });
      },
    );
  }
}

/** A codec this browser has not got is found out before anything is changed. */
const isHarmless = (error: unknown): boolean => error instanceof Error && error.name === 'UnsupportedError';
