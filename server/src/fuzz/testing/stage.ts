import { UNDERSTOOD } from './hearing.ts';
import { type ConnectionId, DeviceId, type ParticipantId } from '@parley/shared/ids';
import type { SessionCreated } from '@parley/shared/session';
import { fakeSfu } from '@parley/sfu/fake';
import { Connection, type Wire } from '../../gateway/connection.ts';
import type { SessionHost } from '../../session/host.ts';
import { MemoryLog } from '../../session/testing/memory-log.ts';
import { created, linkOf, nextDoor } from './cast.ts';
import { HandClock } from './clock.ts';
import type { Counters } from './counters.ts';
import { type Gate, Gates } from './gates.ts';
import { type Guest, newGuest } from './guest.ts';
import { Life, silent, type Surroundings } from './life.ts';
import { Neighbour } from './neighbour.ts';
import { Library } from './library.ts';
import { Office } from './office.ts';
import { heldNotes } from './notes.ts';
import { Ears } from './oracle/ears.ts';
import { judgeDecidedWords } from './oracle/decided-words.ts';
import { judgeEdges } from './oracle/edges.ts';
import { overhear } from './oracle/captions.ts';
import { Oracle } from './oracle/oracle.ts';
import type { Refused } from './oracle/conditions.ts';
import type { Soul } from './oracle/world.ts';
import { Orders } from './orders.ts';
import { asAsked } from './as-asked.ts';
import type { Random } from './random.ts';
import { bringsWords, type Reply } from './reply.ts';
import { Sheets } from './sheets.ts';
import { HeldShelf } from './shelf.ts';
import { Store } from './store.ts';
import { heldTerms } from './terms.ts';
import { Transfers } from './transfers.ts';
import { must, Violation } from './violation.ts';
import { turn } from './turn.ts';
import { Witness } from './witness.ts';

/** The real parts of a server, with everything between them in a test's hand, and the oracle at every joint. */
export class Stage {
  readonly clock = new HandClock();
  readonly sfu = fakeSfu({ manual: true });
  readonly oracle: Oracle;
  readonly ears: Ears;
  readonly counters: Counters;
  readonly gates: Gates;
  readonly store: Store;
  readonly orders = new Orders();
  readonly transfers = new Transfers();
  readonly shelf = new HeldShelf(() => this.gates.pass('file'));
  readonly library = new Library();
  readonly office: Office;
  readonly guests: Guest[] = [];
  readonly sheets = new Sheets(() => this.world);
  /** Tickets that somebody came with. */
  readonly redeemed = new Set<string>();
  /** The first thing that must never happen; the run ends with it. */
  violation: Violation | null = null;
  readonly neighbour: Neighbour;
  /** What was written down. */
  readonly #kept: Pick<Surroundings, 'log' | 'notes' | 'terms'>;
  readonly #witness: Witness;
  #life: Life;
  /** By their lines, those of whom the session did not know when they came, until it does. */
  readonly #arriving = new Map<string, Guest>();

  private constructor(counters: Counters, cast: SessionCreated) {
    this.counters = counters;
    this.gates = new Gates(counters);
    this.store = new Store(counters);
    this.office = new Office(cast);
    this.oracle = new Oracle(cast, counters);
    this.ears = new Ears(this.oracle, counters);
    this.#witness = new Witness(this);
    this.neighbour = new Neighbour(counters, (work) => this.judge(work));
    // This server could caption by itself from the beginning.
    const log = new MemoryLog();
    const provided = { type: 'captions.provided', provided: true, languages: UNDERSTOOD } as const;
    log.rows.set(created.id, [cast, provided]);
    this.world.provided = true;
    this.world.understood = UNDERSTOOD;
    this.world.seq = 2;
    log.rows.set(nextDoor.id, Neighbour.history());
    const pass = () => this.gates.pass('note');
    const terms = heldTerms({
      pass,
      world: () => this.world,
      judge: (work) => this.judge(work),
      counters,
    });
    this.#kept = { log, notes: heldNotes(pass), terms };
    this.#life = this.#begin();
  }

  static async open(counters: Counters, cast: SessionCreated): Promise<Stage> {
    const stage = new Stage(counters, cast);
    await stage.neighbour.come(stage.#life, () => stage.flush());
    return stage;
  }

  get world(): Oracle['world'] {
    return this.oracle.world;
  }

  /** Something happens in the product's own code: a broken rule must not be mistaken for its failure. */
  judge(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.violation ??= error;
    }
  }

  // The SFU

  /** Lets one thing happen there, and looks at every edge when it may have changed one. */
  async step(queue: 'commands' | 'media' | 'reports'): Promise<boolean> {
    const moved = await this.sfu.queues[queue].next();
    this.ears.cause = null;
    if (moved && queue !== 'commands') this.look();
    return moved;
  }

  look(): void {
    const edges = this.sfu.edges();
    this.counters.add('edges inspected', edges.length);
    this.judge(() => {
      judgeEdges(this.world, edges);
      this.neighbour.judge(edges);
    });
  }

  async flush(): Promise<void> {
    await turn();
    while (await this.#any());
  }

  async #any(): Promise<boolean> {
    return (await this.step('media')) || (await this.step('reports')) || (await this.step('commands'));
  }

  // Lines

  /** A browser opens a line. Its handshake has been checked already. */
  async connect(participant: ParticipantId, device: string, takeOver: boolean): Promise<void> {
    const life = this.#life;
    const host = await this.#host();
    if (host === null) return;
    const guest = newGuest(participant, DeviceId.parse(device));
    guest.host = host;
    const wire: Wire = {
      send: (name, notice) =>
        this.judge(() => {
          if (this.world.souls.has(participant)) return this.ears.hear(guest, name, notice);
          must(name === 'dropped', () => `${participant}, whom there is not, is sent ${name}`);
        }),
      end: () => this.drop(guest),
      reset: () => this.drop(guest),
    };
    guest.connection = new Connection(
      wire,
      {
        holder: { link: linkOf(participant), session: created.id, participant },
        handshake: { token: `${participant}`.padEnd(20, '-'), device: guest.device, takeOver },
        host,
      },
      {
        lines: life.lines,
        markJoined: async () => this.store.reach(),
        logger: silent,
        onRequest: () => undefined,
      },
      { consume: async () => undefined },
    );
    guest.line = life.lines.byLink(linkOf(participant)).at(-1)?.id ?? null;
    if (this.world.souls.has(participant)) this.guests.push(guest);
    else if (guest.line !== null) this.#arriving.set(guest.line, guest);
    await turn();
  }

  /** From now on their line is one among the others. */
  #opens(connection: ConnectionId): void {
    const guest = this.#arriving.get(connection);
    if (guest === undefined || !this.#arriving.delete(connection)) return;
    this.counters.add('came before the session knew of them');
    if (this.world.souls.has(guest.participant)) this.guests.push(guest);
  }

  /** The line is gone, and the server notices. */
  drop(guest: Guest): void {
    if (guest.closed) return;
    guest.closed = true;
    const at = this.guests.indexOf(guest);
    if (at !== -1) this.guests.splice(at, 1);
    this.#arriving.delete(guest.line ?? '');
    void guest.connection?.ended();
  }

  /**
   * Asks, once it has come through the network, and judges the answer whenever that comes. `judge` is called when the
   * question reaches the server.
   */
  ask(
    guest: Guest,
    name: string,
    input: unknown,
    judge: () => (reply: Reply) => void = () => () => undefined,
  ): void {
    if (guest.slow !== null) guest.slow.push(() => this.#asked(guest, name, input, judge));
    else this.#asked(guest, name, input, judge);
  }

  /** What was on its way arrives, one by one: what an answer was allowed by is not to change while it is on its way. */
  async catchUp(guest: Guest): Promise<void> {
    const arriving = guest.slow ?? [];
    guest.slow = null;
    for (const arrive of arriving) {
      arrive();
      await this.settle();
    }
  }

  #asked(guest: Guest, name: string, input: unknown, judge: () => (reply: Reply) => void): void {
    const life = this.#life;
    this.counters.add('requests');
    const judged = judge();
    const answer = (reply: unknown): void => {
      if (!life.alive) return;
      this.judge(() => {
        const answered = reply as Reply;
        this.counters.add(answered.ok ? 'answers' : `denied ${answered.error.code}`);
        this.counters.add(`${answered.ok ? 'granted' : 'denied'} ${name}`);
        const about = answered.ok && bringsWords.has(name) ? null : answered;
        const me = this.world.souls.get(guest.participant);
        if (me !== undefined) this.ears.strings(me, about);
        judged(answered);
      });
    };
    const rest = [asAsked(name, input), answer];
    void guest.connection?.received({ name, rest, tooLong: false });
  }

  /** The epoch that somebody says they are in: now and then another than they are. */
  epochFor({ epoch }: Soul, random: Random): number {
    return random.chance(0.06) ? Math.max(0, epoch + random.below(3) - 1) : epoch;
  }

  /** Nothing is under way that could change how something is answered. */
  isSteady(...gates: Gate[]): boolean {
    return !this.#life.busy && this.store.isWell && !gates.some((gate) => this.gates.isHeld(gate));
  }

  /** `expected` is null for what has to be granted, and undefined where it cannot be told. */
  refusedAs(reply: Reply, expected: Refused | undefined, what: string): void {
    if (expected === undefined) return;
    this.counters.add('answers foreseen');
    const refused = reply.ok ? null : reply.error.code;
    must(refused === expected, () => `${what} is answered ${refused} instead of ${expected}`);
  }

  /** For what is answered in another way than over the line: judged only while the server that began it lives. */
  living(): { readonly whileAlive: (work: () => void) => void } {
    const life = this.#life;
    return { whileAlive: (work) => (life.alive ? this.judge(work) : undefined) };
  }

  // The process

  /** The server dies in the middle of whatever it was doing; what it had sent to the SFU arrives there. */
  async kill(mediaDies: boolean): Promise<void> {
    await this.#die(true);
    if (mediaDies) {
      const closed = this.sfu.closeSession({ session: created.id });
      await this.flush();
      await closed;
    } else {
      const silence = this.sfu.silence(created.id);
      await this.flush();
      await silence;
      const heard = this.sfu.edges().some(({ session, flows }) => flows && session === created.id);
      this.judge(() => must(!heard, () => 'somebody is heard though nobody leads the session'));
      this.sfu.newLeader(created.id);
    }
    await this.#beginAnew(async () => undefined);
  }

  /**
   * The server dies and its media go on, by what the SFU was told last: of what was on its way some may never arrive.
   * The next life takes up what it finds, whether or not anybody comes.
   */
  async outlive(arrives: boolean): Promise<void> {
    await this.#die(arrives);
    this.sfu.newLeader(created.id);
    await this.#beginAnew(() => this.#takeUp());
  }

  async #die(arrives: boolean): Promise<void> {
    this.#life.die();
    this.library.crash();
    this.sheets.end();
    for (const guest of [...this.guests.splice(0), ...this.#arriving.values()]) guest.closed = true;
    this.#arriving.clear();
    this.clock.forget();
    this.gates.forget();
    this.transfers.forget();
    this.sfu.setAvailable(arrives);
    await this.flush();
    this.sfu.setAvailable(true);
    this.orders.ended();
  }

  async #beginAnew(first: () => Promise<void>): Promise<void> {
    await this.flush();
    this.look();
    this.#life = this.#begin();
    await first();
    await this.neighbour.come(this.#life, () => this.flush());
  }

  async #takeUp(): Promise<void> {
    const held = await this.sfu.held();
    const heard = () => this.sfu.edges().filter(({ session, flows }) => flows && session === created.id);
    const before = new Set(heard().map(({ consumer }) => consumer));
    void this.#life.registry.takeUp(held);
    if (held.includes(created.id)) await this.#host();
    await this.flush();
    this.look();
    const after = heard().filter(({ consumer }) => before.has(consumer));
    this.counters.add('servers outlived');
    this.counters.add('edges that outlived a server', after.length);
    this.counters.add('edges that did not', before.size - after.length);
  }

  /** What was asked a moment ago has been decided, stored and told, unless the log is held. */
  async settle(): Promise<void> {
    await turn();
  }

  get life(): Life {
    return this.#life;
  }

  #begin(): Life {
    const { shelf, store, sfu, clock, gates, library, office } = this;
    return new Life(
      { ...this.#kept, shelf, store, sfu, clock, gates, library, office },
      {
        asking: (command) =>
          this.judge(() => judgeDecidedWords(command, this.world, this.library, this.counters)),
        offended: (code) => this.judge(() => must(false, () => `a page is cut off with ${code}`)),
        connecting: (connection) => this.#opens(connection),
        stored: (asked, events, at) =>
          this.judge(() => this.oracle.stored(asked, events, at, this.clock.now())),
        overheard: (owner, text) => this.judge(() => overhear(this.world, owner, text)),
        captioning: (by, wish, of) => this.#witness.captioning(by, wish, of),
        judge: (work) => this.judge(work),
        delivered: (command) => this.judge(() => this.#witness.delivered(command)),
        answered: (asked, outcome) =>
          this.judge(() => this.oracle.answered(asked, outcome, this.clock.now())),
        orders: (order) => this.orders.pass(order),
        ended: () => this.orders.ended(),
        acknowledged: (seq) => this.oracle.acknowledged(seq),
        reported: (event) => this.judge(() => this.#witness.reported(event)),
        stands: (peer, receptions) => this.judge(() => this.#witness.stands(peer, receptions)),
      },
    );
  }

  /** Null when the session cannot be read just now. */
  async #host(): Promise<SessionHost | null> {
    const life = this.#life;
    let host: SessionHost | null | undefined;
    life.registry.get(created.id).then(
      (restored) => {
        host = restored;
      },
      () => {
        host = null;
      },
    );
    // Whoever comes back waits until the SFU has let go of what was there before; nothing else may keep them.
    for (let round = 0; host === undefined && round < 1_000; round += 1) {
      await turn();
      if (host !== undefined) break;
      if (this.gates.anyHeld) await this.gates.release();
      else await this.#any();
    }
    if (host === undefined) throw new Violation('a session that somebody comes to is never there');
    return host;
  }
}
