import type { ParticipantId, SessionId } from '@parley/shared/ids';
import type { Roster, ServerCommand, SessionState } from '@parley/shared/session';
import type { Sfu, SfuEvent } from '@parley/shared/sfu';
import type { Logger } from 'pino';
import type { Documents, SessionDocuments } from '../agreement/documents.ts';
import { SelfKept } from '../agreement/self-kept.ts';
import { CaptionDesk } from '../captions/desk.ts';
import { CaptionListener } from '../captions/listener.ts';
import type { CaptionProvider } from '../captions/provider.ts';
import type { FileDesk } from '../files/desk.ts';
import type { SessionTerms } from '../glossary/session-terms.ts';
import { MediaDesk } from '../media/desk.ts';
import { Offers } from '../media/offers.ts';
import { Reconciler } from '../media/reconciler.ts';
import { type Held, heldFor } from '../media/taking-up.ts';
import type { Notes } from '../notes/notes.ts';
import type { EventLog } from '../store/event-log.ts';
import type { SessionTemplates } from '../templates/templates.ts';
import { SessionActor } from './actor.ts';
import { Alarms } from './alarms.ts';
import { FanOut } from './fan-out.ts';
import { Grace } from './grace.ts';
import type { Timers } from '../lib/timers.ts';
import type { Lines } from './lines.ts';
import { scopeOf, scopeOfCommand } from './log-scope.ts';
import { Reports } from './reports.ts';
import { RosterFollower } from './roster-follower.ts';
import { SilenceWatch } from './silence-watch.ts';
import { SuggestionWatch } from './suggestion-watch.ts';

export interface HostParts {
  readonly log: EventLog;
  readonly sfu: Sfu;
  readonly files: FileDesk;
  readonly notes: Notes;
  readonly templates: SessionTemplates;
  readonly terms: SessionTerms;
  readonly documents: Documents;
  /** Null where nothing is captioned by itself. */
  readonly captionProvider: CaptionProvider | null;
  readonly lines: Lines;
  readonly now: () => number;
  readonly timers: Timers;
  readonly logger: Logger;
  /** How long a lost line keeps its place and media. */
  readonly graceMs: number;
  /** Who has a link to the session that holds. */
  readonly standing: (session: SessionId) => Promise<ReadonlySet<ParticipantId>>;
  /** What the case says of the session; null where nothing does. */
  readonly roster: (session: SessionId) => Promise<Roster | null>;
  readonly onFailed: (session: SessionId) => void;
  /** The last line was given up. */
  readonly onIdle: (session: SessionId) => void;
}

/** One session at work on this server: its writer, and everyone who follows it. */
export class SessionHost {
  readonly actor: SessionActor;
  readonly fanOut: FanOut;
  readonly desk: MediaDesk;
  readonly log: EventLog;
  readonly files: FileDesk;
  readonly notes: Notes;
  readonly templates: SessionTemplates;
  readonly terms: SessionTerms;
  readonly reports: Reports;
  readonly documents: SessionDocuments;
  readonly captions: CaptionDesk;
  readonly #logger: Logger;
  readonly #grace: Grace;
  readonly #alarms: Alarms;
  readonly #silences: SilenceWatch;
  readonly #listener: CaptionListener;
  readonly #reconciler: Reconciler;
  readonly #offers = new Offers();
  readonly #versions: SelfKept;
  readonly #roster: RosterFollower;
  /** Null until it is restored. */
  #suggestions: SuggestionWatch | null = null;

  private constructor(actor: SessionActor, parts: HostParts) {
    const { sfu, lines, now, timers, logger } = parts;
    this.#logger = logger;
    this.actor = actor;
    this.log = parts.log;
    this.files = parts.files;
    this.notes = parts.notes;
    this.templates = parts.templates;
    this.terms = parts.terms;
    this.reports = new Reports(actor, timers, logger);
    this.documents = parts.documents.of(actor);
    this.#versions = new SelfKept({ actor, documents: this.documents, timers, logger });
    this.documents.onWritten((document) => this.#versions.written(document));
    this.fanOut = new FanOut(actor, lines, this.#offers, now);
    this.captions = new CaptionDesk({ actor, fanOut: this.fanOut, now });
    this.#listener = new CaptionListener({
      actor,
      sfu,
      provider: parts.captionProvider,
      fanOut: this.fanOut,
      now,
      timers,
      logger,
    });
    this.#reconciler = new Reconciler(actor, sfu, timers, logger);
    this.desk = new MediaDesk({
      actor,
      sfu,
      reconciler: this.#reconciler,
      fanOut: this.fanOut,
      reports: this.reports,
      offers: this.#offers,
      logger,
    });
    const ring = async (command: ServerCommand): Promise<void> => {
      try {
        await actor.ask(command, { kind: 'server' });
      } catch (error) {
        const about = scopeOfCommand(actor.state, command);
        logger.warn({ ...about, command: command.type, err: error }, 'what is due has to wait');
        throw error;
      }
    };
    this.#roster = new RosterFollower({ actor, read: () => parts.roster(actor.id), timers, logger });
    this.#grace = new Grace({
      timers,
      now,
      ms: parts.graceMs,
      expire: (participant) => ring({ type: 'line.expired', participant }),
    });
    this.#alarms = new Alarms(timers, now, ring);
    this.#silences = new SilenceWatch({ state: () => actor.state, timers, now, ring });
    actor.listen(({ before, after, events }) => {
      this.#reconciler.changed();
      this.desk.changed();
      this.#listener.changed(after);
      this.#grace.watch(after);
      this.#alarms.watch(after);
      this.fanOut.changed(before, after, events);
      this.#versions.changed(events);
      // Whoever restores it is on their way: what is stored meanwhile gives it up for nobody.
      if (isIdle(after) && !isIdle(before)) parts.onIdle(actor.id);
    });
  }

  /** Replays the session, lets go of every line, and of every medium that the SFU does not hold just as it is written. */
  static async restore(id: SessionId, parts: HostParts): Promise<SessionHost> {
    const actor = await SessionActor.restore(id, {
      log: parts.log,
      now: parts.now,
      onFailed: () => parts.onFailed(id),
    });
    const host = new SessionHost(actor, parts);
    try {
      await host.#begin(parts);
      return host;
    } catch (error) {
      // Whoever cannot be restored must not go on writing.
      await host.close();
      throw error;
    }
  }

  async #begin(parts: HostParts): Promise<void> {
    const { actor } = this;
    const { id } = actor;
    const held = await heldFor(actor.state, {
      sfu: parts.sfu,
      standing: await parts.standing(id),
      now: parts.now(),
      graceMs: parts.graceMs,
      logger: parts.logger,
    });
    // Nothing is at work before this is stored.
    await actor.ask({ type: 'server.restarted', held: held.peers }, { kind: 'server' });
    this.#takeUp(held);
    // Before anybody is let on.
    await this.#roster.follow();
    const { captionProvider: provider } = parts;
    await actor.ask(
      { type: 'captions.provide', provided: provider !== null, languages: provider?.languages ?? null },
      { kind: 'server' },
    );
    this.#listener.changed(actor.state);
    this.#grace.watch(actor.state);
    this.#alarms.watch(actor.state);
    this.#reconciler.lost();
    this.#suggestions = new SuggestionWatch({
      session: id,
      terms: parts.terms,
      timers: parts.timers,
      logger: parts.logger,
      counted: (waiting) => this.fanOut.suggested(waiting),
    });
  }

  /** Whoever comes back is told anew what stands for them. */
  #takeUp({ peers, receptions }: Held): void {
    for (const { peer, quality } of peers) {
      for (const options of receptions.get(peer) ?? []) this.#offers.open(peer, options);
      if (quality !== null) this.fanOut.quality(peer, quality);
    }
    this.desk.changed();
  }

  observe(event: SfuEvent): void {
    this.desk.observe(event);
    this.#listener.observe(event);
    if (event.type === 'levels') this.#silences.levels(event.levels.map(({ producer }) => producer));
  }

  /** Resolves once the session is as its case says. Rejects with what the store says. */
  follow(): Promise<void> {
    return this.#roster.follow();
  }

  /** Its case was changed. Resolves once the session follows it, or has to wait and is tried until it does. */
  catchUp(): Promise<void> {
    return this.#roster.catchUp();
  }

  /**
   * Somebody's link holds no more. Resolves once the SFU has acknowledged that they hear and send nothing; what cannot
   * be stored or acknowledged now is tried until it is.
   */
  async cutOff(participant: ParticipantId): Promise<void> {
    const { actor } = this;
    this.documents.cutOff(participant);
    await this.reports.tell({ type: 'link.withdrawn', participant });
    try {
      await this.#reconciler.reached(actor.state.seq);
    } catch (error) {
      const about = scopeOf(actor.state, participant);
      this.#logger.warn({ ...about, err: error }, 'the SFU has yet to cut somebody off');
    }
  }

  /** Nobody is on the line and nobody is expected back within the grace period. */
  get idle(): boolean {
    return isIdle(this.actor.state);
  }

  async close(): Promise<void> {
    this.#grace.close();
    this.#alarms.close();
    this.#silences.close();
    this.#listener.close();
    this.#reconciler.close();
    this.#versions.close();
    this.#roster.close();
    this.#suggestions?.close();
    // Who comes at this very moment is let on by whoever brings it back, and not here while the documents end.
    await Promise.all([this.actor.close(), this.documents.close()]);
  }
}

const isIdle = ({ people }: SessionState): boolean =>
  [...people.values()].every(({ line }) => line.kind === 'offline');
