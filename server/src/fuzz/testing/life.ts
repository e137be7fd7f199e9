import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { ConnectionId } from '@parley/shared/ids';
import type { Actor, Command, SessionEvent } from '@parley/shared/session';
import type { Inventory, Sfu } from '@parley/shared/sfu';
import { pino } from 'pino';
import type { CaptionWish } from '../../captions/desk.ts';
import { DocumentGate } from '../../agreement/gate.ts';
import { FileDesk } from '../../files/desk.ts';
import type { SessionTerms } from '../../glossary/session-terms.ts';
import type { Notes } from '../../notes/notes.ts';
import type { Outcome } from '../../session/actor.ts';
import type { SessionHost } from '../../session/host.ts';
import type { Timers } from '../../lib/timers.ts';
import { Lines } from '../../session/lines.ts';
import { SessionRegistry } from '../../session/registry.ts';
import { allStanding } from '../../links/testing.ts';
import type { MemoryLog } from '../../session/testing/memory-log.ts';
import { memoryTemplates } from '../../templates/testing.ts';
import { created, withThird } from './cast.ts';
import type { HandClock } from './clock.ts';
import type { Gates } from './gates.ts';
import type { Library } from './library.ts';
import { fuzzedProvider } from './hearing.ts';
import { livingSfu, type SfuWatch } from './living-sfu.ts';
import type { Asked } from './oracle/oracle.ts';
import type { Refused } from './oracle/conditions.ts';
import type { HeldShelf } from './shelf.ts';
import type { Store } from './store.ts';
import { must } from './violation.ts';
import { watchedLog } from './watched-log.ts';

/** How long a lost line keeps its place. */
export const GRACE_MS = 20_000;
export const silent = pino({ level: 'silent' });

/** What outlives a server. */
export interface Surroundings {
  readonly log: MemoryLog;
  readonly store: Store;
  readonly shelf: HeldShelf;
  readonly notes: Notes;
  readonly terms: SessionTerms;
  readonly sfu: Sfu;
  readonly clock: HandClock;
  readonly gates: Gates;
  readonly library: Library;
}

/** What the oracle makes of a line of captions, before it is told and at once after. */
export interface Captioning {
  readonly refused: Refused;
  /** Answers what judges how it was answered. */
  readonly passed: () => (code: ErrorCode | null) => void;
}

/** Who is told what the server does, in the order in which it does it. */
export interface Witness extends Omit<SfuWatch, 'holds'> {
  /** Something is asked of the session. */
  asking(command: Command): void;
  /** A page was cut off for what no browser of ours says. */
  offended(code: ErrorCode): void;
  /** A new line is asked for. */
  connecting(connection: ConnectionId): void;
  /** From now on things are as these events say. */
  stored(asked: Asked, events: readonly SessionEvent[], at: number): void;
  /** Somebody types a line: a new one, more of their last, or one that is done already. */
  captioning(by: string, wish: CaptionWish, of: 'new' | 'last' | 'done'): Captioning;
  /** The server has made something out of somebody's voice. */
  overheard(owner: string, text: string): void;
  /** Something is looked at that may turn out to be wrong. */
  judge(work: () => void): void;
  /** Everyone has been told of it. */
  delivered(command: Command): void;
  /** Nothing was stored. */
  answered(asked: Asked, outcome: Outcome): void;
}

/** One life of the server, from its start to its death. */
export class Life {
  readonly lines = new Lines();
  readonly registry: SessionRegistry;
  /** Where documents are written in. */
  readonly gate: DocumentGate;
  readonly #clock: HandClock;
  readonly #witness: Witness;
  readonly #watched = new WeakSet<SessionHost>();
  #alive = true;
  /** What has been asked of the session's present writer and is not answered yet. */
  #asked: Asked[] = [];
  /** What the SFU said it held when the session was last read from its log. */
  #held: Inventory = [];
  /** When the session was last read from its log. */
  #loadedAt = 0;
  /** On disk, and the server has not heard of it. */
  #written: { readonly asked: Asked; readonly events: readonly SessionEvent[]; readonly at: number } | null =
    null;

  constructor(
    { log, store, shelf, notes, terms, sfu, clock, gates, library }: Surroundings,
    witness: Witness,
  ) {
    this.#clock = clock;
    this.#witness = witness;
    const isAlive = (): boolean => this.#alive;
    const timers: Timers = {
      after: (ms, callback) => clock.after(ms, () => (this.#alive ? callback() : undefined)),
    };
    this.gate = new DocumentGate({
      store: library,
      now: clock.now,
      clock: clock.now,
      timers,
      logger: silent,
      metrics: {
        taken: () => undefined,
        offended: (code) => witness.offended(code),
        connected: () => undefined,
      },
    });
    this.registry = new SessionRegistry({
      log: watchedLog(
        log,
        {
          pass: (gate) => gates.pass(gate),
          store,
          loaded: () => this.#loaded(),
          written: (events, by, at) => this.#keep(events, by, at),
        },
        isAlive,
      ),
      sfu: livingSfu(sfu, isAlive, {
        orders: (order) => witness.orders(order),
        ended: () => witness.ended(),
        acknowledged: (seq) => witness.acknowledged(seq),
        reported: (event) => witness.reported(event),
        stands: (peer, receptions) => witness.stands(peer, receptions),
        holds: (held) => {
          this.#held = held;
        },
      }),
      files: new FileDesk(shelf, clock.now),
      notes,
      templates: memoryTemplates(),
      // Whoever followed them in a life before this is told nothing any more.
      terms: {
        ...terms,
        follow: (session, changed) => terms.follow(session, () => (isAlive() ? changed() : undefined)),
      },
      documents: this.gate,
      captionProvider: fuzzedProvider(
        (owner, text) => (isAlive() ? witness.overheard(owner, text) : undefined),
        { timers, now: clock.now },
      ),
      lines: this.lines,
      now: clock.now,
      timers,
      logger: silent,
      graceMs: GRACE_MS,
      standing: allStanding(withThird),
    });
    // Whoever needs it first, be it to cut somebody off.
    const get = this.registry.get.bind(this.registry);
    this.registry.get = async (id) => {
      const host = await get(id);
      if (id === created.id) this.#watch(host);
      return host;
    };
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Whether anything waits to be decided, stored or told. */
  get busy(): boolean {
    return this.#asked.length > 0;
  }

  /** For how long the session has been at work. */
  get workedMs(): number {
    return this.#clock.now() - this.#loadedAt;
  }

  /** What it had written is on disk, whether or not it has heard of it. */
  die(): void {
    this.#acknowledge();
    this.#alive = false;
  }

  /** The room of a word that is on disk though the server has not heard of it; null of any other. */
  unheardOf(id: string): string | null {
    for (const event of this.#written?.events ?? []) {
      if (event.type === 'chat.said' || event.type === 'booth.said') {
        if (event.message.id === id) return event.message.room;
      } else if (event.type === 'caption.said' && event.line.id === id) return event.line.room;
    }
    return null;
  }

  /** Everything that is asked of the session's writer passes here, in the order in which it is taken. */
  #watch(host: SessionHost): void {
    if (this.#watched.has(host)) return;
    this.#watched.add(host);
    this.#watchCaptions(host);
    const { actor, desk } = host;
    const queue = this.#asked;
    // The first that is told of a change: from this very moment on the server goes by it.
    const changed = desk.changed.bind(desk);
    desk.changed = () => {
      this.#acknowledge();
      changed();
    };
    const ask = actor.ask.bind(actor);
    actor.ask = (command, by) => {
      const asked: Asked = { command, actor: by, stored: false };
      this.#witness.asking(command);
      if (command.type === 'line.connected') this.#witness.connecting(command.connection);
      queue.push(asked);
      const outcome = ask(command, by);
      const settled = (then: () => void): void => {
        if (!this.#alive) return;
        if (queue.shift() !== asked) throw new Error('the writer answers out of order');
        then();
      };
      outcome.then(
        (answer) =>
          settled(() => {
            if (asked.stored) this.#witness.delivered(command);
            else this.#witness.answered(asked, answer);
          }),
        () => settled(() => undefined),
      );
      return outcome;
    };
  }

  /** Captions are told without passing the writer, until they are done. */
  #watchCaptions({ captions }: SessionHost): void {
    const last = new Map<string, string>();
    const over = new Set<string>();
    const write = captions.write.bind(captions);
    captions.write = (by, wish) => {
      const name = `${wish.id} ${wish.epoch}`;
      const of = last.get(by.id) !== name ? 'new' : over.has(name) ? 'done' : 'last';
      const { refused, passed } = this.#witness.captioning(by.id, wish, of);
      if (refused === null) last.set(by.id, name);
      if (of === 'new') over.delete(name);
      if (refused === null && wish.done) over.add(name);
      const written = write(by, wish);
      const judge = passed();
      const answered = (code: ErrorCode | null): void => {
        if (!this.#alive) return;
        this.#witness.judge(() => {
          judge(code);
          // A line that is done, or comes too fast, may be refused for what happens meanwhile.
          const isPlain = code === null || (!wish.done && code !== 'request.too-many');
          must(
            !isPlain || code === refused,
            () => `the caption of ${by.id} is answered ${code}, not ${refused}`,
          );
        });
      };
      written.then(
        () => answered(null),
        (error: unknown) => {
          over.delete(name);
          answered(error instanceof Refusal ? error.code : 'server.failed');
        },
      );
      return written;
    };
  }

  #loaded(): void {
    // Whoever wrote before has given up; what is on disk is found there.
    this.#acknowledge();
    this.#asked = [];
    this.#held = [];
    this.#loadedAt = this.#clock.now();
  }

  #keep(events: readonly SessionEvent[], by: Actor, at: number): void {
    const [asked] = this.#asked;
    // Before anybody can ask anything the session says that it was restarted.
    const command = { type: 'server.restarted', held: this.#held } as const;
    const restart: Asked = { command, actor: by, stored: false };
    this.#written = { asked: asked ?? restart, events, at };
    if (asked === undefined) this.#acknowledge();
  }

  #acknowledge(): void {
    const written = this.#written;
    this.#written = null;
    if (written === null) return;
    written.asked.stored = true;
    this.#witness.stored(written.asked, written.events, written.at);
  }
}
