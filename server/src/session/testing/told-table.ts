import type { ErrorCode } from '@parley/shared/errors';
import { type ConnectionId, LinkId, type ParticipantId } from '@parley/shared/ids';
import { type Notice, type NoticeName, notices, wholeView } from '@parley/shared/protocol';
import type { Actor, Command, SessionState } from '@parley/shared/session';
import { connection, created, participant, type Scenario } from '@parley/shared/session/testing';
import { Offers } from '../../media/offers.ts';
import { SessionActor } from '../actor.ts';
import { FanOut } from '../fan-out.ts';
import { type Line, Lines } from '../lines.ts';
import { MemoryLog } from './memory-log.ts';

interface Told {
  readonly name: NoticeName;
  readonly notice: unknown;
  /** Was not to be left out. */
  readonly surely: boolean;
}

/** A session whose fan-out sends to lines that only keep what they are told: for tests of what is sent to whom. */
export class ToldTable {
  readonly actor: SessionActor;
  readonly fanOut: FanOut;
  readonly offers: Offers;
  /** Which lines were ended, and why. */
  readonly dropped: (readonly [ConnectionId, ErrorCode])[] = [];
  /** What went over which line, by its name there. */
  readonly sent: (readonly [ConnectionId, NoticeName])[] = [];
  readonly #lines: Lines;
  readonly #told = new Map<ConnectionId, Told[]>();
  readonly #views = new Map<ConnectionId, Notice<'view'>>();

  private constructor(actor: SessionActor) {
    this.actor = actor;
    this.#lines = new Lines();
    this.offers = new Offers();
    this.fanOut = new FanOut(actor, this.#lines, this.offers, () => 50_000);
    actor.listen(({ before, after, events }) => this.fanOut.changed(before, after, events));
  }

  /** Goes on from a scenario; everyone who is on the line there has been shown what they see. */
  static async of(scenario: Scenario): Promise<ToldTable> {
    const log = new MemoryLog();
    log.rows.set(created.id, [...scenario.events]);
    let at = 50_000;
    const actor = await SessionActor.restore(created.id, { log, now: () => (at += 10_000) });
    const table = new ToldTable(actor);
    for (const { participant: who, line } of actor.state.people.values())
      if (line.kind === 'online') table.fanOut.show(table.#open(who.id, line.connection));
    table.forget();
    return table;
  }

  #open(who: ParticipantId, id: ConnectionId): Line {
    const told: Told[] = [];
    this.#told.set(id, told);
    const line: Line = {
      id,
      session: created.id,
      participant: who,
      link: LinkId.parse('link-of-them'),
      send: (name, notice, how) => this.#take(id, { name, notice, surely: how !== 'lossy' }),
      drop: (code) => void this.dropped.push([id, code]),
      reset: () => undefined,
    };
    this.#lines.add(line);
    return line;
  }

  /** As a page does: of a view the whole is kept that comes of what has changed. */
  #take(id: ConnectionId, told: Told): void {
    this.sent.push([id, told.name]);
    const whole = this.#whole(id, told);
    if (whole === null) return void this.#told.get(id)?.push(told);
    this.#views.set(id, whole);
    this.#told.get(id)?.push({ ...told, name: 'view', notice: whole });
  }

  #whole(id: ConnectionId, { name, notice }: Told): Notice<'view'> | null {
    if (name === 'view') return notices.view.parse(notice);
    if (name !== 'view.changed') return null;
    const whole = wholeView(this.#views.get(id) ?? null, notices['view.changed'].parse(notice));
    if (whole === null) throw new Error('a change of a view that is not there');
    return whole;
  }

  get state(): SessionState {
    return this.actor.state;
  }

  async do(command: Command, by: Actor): Promise<void> {
    const outcome = await this.actor.ask(command, by);
    if (!outcome.ok) throw new Error(`${command.type}: ${outcome.error.code}`);
  }

  /** As the SFU would acknowledge every move. */
  async settle(): Promise<void> {
    for (const { participant: who, epoch } of this.state.people.values())
      await this.actor.ask({ type: 'placement.settle', participant: who.id, epoch }, { kind: 'server' });
  }

  /** Another line of theirs; the session does not take it for theirs before it is told so, and it has been shown nothing. */
  open(name: string, as: string): Line {
    return this.#open(participant(name), connection(as));
  }

  /** The line somebody has had from the beginning. */
  line(name: string): Line {
    const line = this.#lines.get(connection(`c-${name}`));
    if (line === undefined) throw new Error(`${name} has no line`);
    return line;
  }

  /** What a line was told since that was last forgotten; `as` is another than a person’s first. */
  told(name: string, as = `c-${name}`): readonly Told[] {
    return this.#told.get(connection(as)) ?? [];
  }

  /** The names of that. */
  names(name: string, as?: string): readonly NoticeName[] {
    return this.told(name, as).map((each) => each.name);
  }

  /** What it was told under this name. */
  notices(name: string, notice: NoticeName): readonly unknown[] {
    return this.told(name).flatMap((each) => (each.name === notice ? [each.notice] : []));
  }

  forget(): void {
    for (const told of this.#told.values()) told.length = 0;
    this.sent.length = 0;
  }
}
