import type { AgreementCommand, DocumentRef } from '@parley/shared/agreement';
import { rootOf } from '@parley/shared/agreement';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import { ClauseId, type ParticipantId } from '@parley/shared/ids';
import type { Actor, Command } from '@parley/shared/session';
import { by, connection, created, participant, Scenario } from '@parley/shared/session/testing';
import { pino } from 'pino';
import { HandClock } from '../../fuzz/testing/clock.ts';
import { SessionActor } from '../../session/actor.ts';
import { MemoryLog } from '../../session/testing/memory-log.ts';
import type { SessionDocuments } from '../documents.ts';
import { DocumentGate } from '../gate.ts';
import { wholeOf } from '../versions.ts';
import { MemoryDocumentStore } from './memory-store.ts';
import { Page } from './page.ts';

export const theAgreement: DocumentRef = { kind: 'agreement' };
export const PRICE = ClauseId.parse('price---');
export const TERM = ClauseId.parse('term----');
export const price = rootOf({ clause: PRICE, language: 'zh' });
export const term = rootOf({ clause: TERM, language: 'zh' });

/** A session in memory with an agreement of two clauses that everyone may write, and pages that are open on it. */
export class House {
  readonly store = new MemoryDocumentStore();
  readonly clock = new HandClock();
  readonly logged: string[] = [];
  readonly log: MemoryLog;
  readonly counted = { taken: 0, offences: [] as ErrorCode[], connections: 0 };
  /** The pages that are open, and all that ever were. */
  pages: Page[] = [];
  readonly everyPage: Page[] = [];
  /** So long takes whatever the server does between two looks at its clock, milliseconds. */
  drag = 0;
  #dragged = 0;
  #actor: SessionActor;
  #gate: DocumentGate;
  #documents: SessionDocuments;

  private constructor(actor: SessionActor, log: MemoryLog) {
    this.log = log;
    this.#actor = actor;
    this.#gate = this.#newGate();
    this.#documents = this.#gate.of(actor);
  }

  /** Everyone named is in the plenary, where the joint session is held. */
  static async open(...names: readonly string[]): Promise<House> {
    const scenario = new Scenario().seat(...names);
    const log = new MemoryLog();
    log.rows.set(created.id, [...scenario.events]);
    const house = new House(await SessionActor.restore(created.id, { log, now: () => 20_000 }), log);
    await house.ask('mediator', {
      type: 'agreement.start',
      document: theAgreement,
      template: 'blank',
      languages: ['zh', 'en'],
      prevailing: 'zh',
      ids: [PRICE],
    });
    await house.add(TERM);
    for (const each of [PRICE, TERM]) {
      await house.ask('mediator', { type: 'clause.pen', clause: each, pen: { kind: 'everyone' } });
    }
    return house;
  }

  get documents(): SessionDocuments {
    return this.#documents;
  }

  get actor(): SessionActor {
    return this.#actor;
  }

  async add(id: typeof PRICE): Promise<void> {
    await this.ask('mediator', {
      type: 'clause.add',
      document: theAgreement,
      clause: id,
      after: null,
      pen: { kind: 'mediator' },
    });
  }

  /** As the line of a person asks for it: over all that stands at that moment. */
  remove(who: string, clause: ClauseId, document: DocumentRef = theAgreement): Promise<void> {
    return wholeOf(this, document, (standing) =>
      this.ask(who, { type: 'clause.remove', document, clause, standing }),
    );
  }

  /** Throws the denial's code. */
  async ask(who: string, command: AgreementCommand | Command): Promise<void> {
    return this.tell(command, by(who));
  }

  async tell(command: Command, actor: Actor): Promise<void> {
    const outcome = await this.#actor.ask(command, actor);
    if (!outcome.ok) throw new Refusal(outcome.error.code);
  }

  /** The mediator lets somebody in, whether or not they lack an interpreter there. */
  async admit(who: ParticipantId): Promise<void> {
    const admission = { type: 'lobby.admit', participants: [who] } as const;
    const outcome = await this.#actor.ask(admission, by('mediator'));
    if (outcome.ok) return;
    await this.ask('mediator', { ...admission, unserved: outcome.error.people ?? [] });
  }

  /** The SFU has acknowledged every move. */
  async settle(): Promise<void> {
    for (const { participant: who, epoch } of this.#actor.state.people.values()) {
      await this.#actor.ask({ type: 'placement.settle', participant: who.id, epoch }, { kind: 'server' });
    }
  }

  /** The page of somebody, open on a document and up to date. */
  async page(name: string, document: DocumentRef = theAgreement, before: Page | null = null): Promise<Page> {
    const page = await this.knock(name, document, before);
    await this.pass();
    return page;
  }

  /** The same before anything has passed over its line. */
  async knock(name: string, document: DocumentRef = theAgreement, before: Page | null = null): Promise<Page> {
    const { ticket, client } = await this.ticket(name, document, before?.client ?? null);
    const page = before?.client === client ? before : new Page(client);
    page.open(this.#gate.redeem(ticket));
    this.#note(page);
    return page;
  }

  /** A page whose edits were refused begins again with an empty copy, under its name or, with null, a new one. */
  async rebuild(name: string, before: Page | null): Promise<Page> {
    const { ticket, client } = await this.ticket(name, theAgreement, before?.client ?? null);
    const page = new Page(client);
    page.open(this.#gate.redeem(ticket));
    this.#note(page);
    return page;
  }

  forget(page: Page): void {
    this.pages = this.pages.filter((each) => each !== page);
  }

  #note(page: Page): void {
    if (!this.pages.includes(page)) this.pages.push(page);
    if (!this.everyPage.includes(page)) this.everyPage.push(page);
  }

  ticket(
    name: string,
    document: DocumentRef = theAgreement,
    client: number | null = null,
  ): Promise<{ readonly ticket: string; readonly client: number }> {
    return this.#documents.open({
      participant: participant(name),
      connection: connection(`c-${name}`),
      document,
      client,
    });
  }

  get gate(): DocumentGate {
    return this.#gate;
  }

  redeem(ticket: string): ReturnType<DocumentGate['redeem']> {
    return this.#gate.redeem(ticket);
  }

  /** Everything on the lines arrives, both ways, until nothing more comes of it. */
  async pass(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      for (const page of this.pages) page.flush();
      await settled();
      // What comes close together is told together.
      await this.clock.pass(40, settled);
      const read = this.pages.map((page) => page.read()).some(Boolean);
      quiet = read ? 0 : quiet + 1;
    }
  }

  /** The server's process ends, and another one goes on from what is stored. */
  async restart(): Promise<void> {
    for (const page of this.pages) page.drop();
    await this.#documents.close();
    this.#actor = await SessionActor.restore(created.id, { log: this.log, now: () => 20_000 });
    this.#gate = this.#newGate();
    this.#documents = this.#gate.of(this.#actor);
  }

  /** The same without a chance to do anything first. Answers what stores all the same what was on its way to the disk. */
  async crash(): Promise<() => void> {
    for (const page of this.pages) page.drop();
    const late = this.store.crash();
    this.clock.forget();
    this.#actor = await SessionActor.restore(created.id, { log: this.log, now: () => 20_000 });
    this.#gate = this.#newGate();
    this.#documents = this.#gate.of(this.#actor);
    return late;
  }

  #newGate(): DocumentGate {
    return new DocumentGate({
      store: this.store,
      now: this.clock.now,
      clock: () => this.clock.now() + (this.#dragged += this.drag),
      timers: this.clock,
      logger: pino({ level: 'trace' }, { write: (line: string) => void this.logged.push(line) }),
      metrics: {
        taken: () => void (this.counted.taken += 1),
        offended: (code) => void this.counted.offences.push(code),
        connected: (change) => void (this.counted.connections += change),
      },
    });
  }
}

/** Everything that can happen without time has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => void setImmediate(resolve));
}
