import type { DocumentRef } from '@parley/shared/agreement';
import type { ErrorCode } from '@parley/shared/errors';
import type { SessionCreated, SessionEvent, Actor, Command } from '@parley/shared/session';
import type { Counters } from '../counters.ts';
import { OF_THE_ROSTER } from '../office.ts';
import { must } from '../violation.ts';
import { speaksIn } from './captions.ts';
import { withCompanions } from './companions.ts';
import { followShown } from './due.ts';
import { effects } from './effects.ts';
import { lostBy } from './lost.ts';
import type { Effects } from './places.ts';
import { mixedBy } from './mixing.ts';
import { refusal } from './refusals.ts';
import type { Secret } from './secrets.ts';
import { followSilences } from './silences.ts';
import { type Told, toldBy } from './told.ts';
import { agreedWithout, followSides } from './papers.ts';
import { keepRefusal } from './versions.ts';
import { followVoices } from './voices.ts';
import { placed, type Refused } from './conditions.ts';
import { type Soul, World } from './world.ts';

/** What the server reports of one person, whom there has to be. */
const ABOUT_SOMEBODY: ReadonlySet<string> = new Set<Command['type']>([
  'line.connected',
  'line.lost',
  'line.expired',
  'link.withdrawn',
  'placement.settle',
  'placement.cut',
  'hearing.cut',
]);

/** A command on its way to the session's one writer, who takes them in order. */
export interface Asked {
  readonly command: Command;
  readonly actor: Actor;
  stored: boolean;
}

/** What the writer says; of a denial also about whom it is. */
export type Answered =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly people?: readonly string[] };
    };

/** What every command must lead to, and where that leaves everyone. */
export class Oracle {
  readonly world: World;
  readonly secrets = new Map<string, Secret>();
  /** Every consumer the SFU told of: the media join it is of, and what is to be heard by it. */
  readonly consumers = new Map<string, { readonly peer: string; readonly producer: string }>();
  /** What is to be told to one person alone of what was stored last, and has not been yet. */
  owed: Told[] = [];
  /** What was stored last, until everyone has been told of it: the reason of whatever is sent meanwhile. */
  reason: Command | null = null;
  readonly #counters: Counters;

  constructor(created: SessionCreated, counters: Counters) {
    this.world = new World(created);
    this.#counters = counters;
    this.#learnPeople(created.people);
    for (const room of this.world.rooms.keys()) this.secrets.set(room, { of: 'room', id: room });
  }

  /** The moment a command's events are stored: from now on things are as it says. */
  stored({ command, actor }: Asked, events: readonly SessionEvent[], at: number, now: number): void {
    this.world.now = now;
    const me = this.#me(actor);
    const refused = this.#refused(command, actor, at);
    must(refused === null, () => `${who(actor)} is allowed ${told(command)}, which is ${refused}`);
    const follows = effects(this.world, command, me, at);
    must(
      follows.length > 0,
      () => `${told(command)} of ${who(actor)} changes what it should not: ${told(events)}`,
    );
    this.#confirmed(command, events);
    this.#forgone(command, me, events);
    this.owed = [...toldBy(this.world, command, me, at)];
    this.#counters.add('came along', this.#companions(command));
    this.#counters.add('came to the door of their party', this.#atTheirDoor(command, events));
    if (command.type === 'lobby.admit' && follows.length > 1) this.#counters.add('admitted together');
    this.#counters.add('came muted', events.filter(({ type }) => type === 'microphone.closed').length);
    this.#learn(command, me);
    this.reason = command;
    this.world.seqBefore = this.world.seq;
    this.world.seq += events.length;
    this.#apply(follows, command, at);
    this.#counters.add(`done ${command.type}`);
    for (const { type } of events) if (OF_THE_ROSTER.has(type)) this.#counters.add(`happened ${type}`);
    for (const event of events)
      if (event.type === 'version.kept' && command.type !== 'version.keep' && command.type !== 'version.make')
        this.#counters.add(`kept before ${command.type}`);
    if (command.type !== 'placement.settle') return;
    const { work } = this.world.soul(command.participant);
    if (work?.voice.to === 'channel') this.#counters.add('channels that moved along');
  }

  /** A command that stored nothing: it was refused, and had to be, or it held already. */
  answered({ command, actor }: Asked, answer: Answered, at: number): void {
    const refused = this.#refused(command, actor, at);
    if (!answer.ok) {
      const { code, people = [] } = answer.error;
      this.#counters.add(`refused ${code}`);
      if (actor.kind === 'participant' && code === 'connection.superseded') {
        this.#counters.add('asked by a line that was over');
      }
      must(code === refused, () => `${who(actor)} is refused ${told(command)} with ${code}, not ${refused}`);
      const about = this.#about(command, code, this.#me(actor));
      must(
        [...people].toSorted().join() === about.toSorted().join(),
        () => `${who(actor)} is named ${people.join()} instead of ${about.join()}`,
      );
      return;
    }
    must(refused === null, () => `${who(actor)} is not refused ${told(command)}, which is ${refused}`);
    const follows = effects(this.world, command, this.#me(actor), at);
    must(follows.length === 0, () => `${told(command)} of ${who(actor)} changes nothing though it should`);
  }

  /** The SFU has acknowledged the session as of that many events. */
  acknowledged(seq: number): void {
    const { world } = this;
    world.acknowledged = Math.max(world.acknowledged, seq);
    for (const soul of world.all()) {
      if (soul.where.at !== 'in' && soul.leftAt <= world.acknowledged) soul.ear = null;
    }
  }

  /** Those let in who wait before a room that no adjournment took them out of. */
  #atTheirDoor(command: Command, events: readonly SessionEvent[]): number {
    return events.filter(
      (event) =>
        command.type === 'lobby.admit' &&
        event.type === 'entry.announced' &&
        this.world.soul(event.participant).returnTo !== event.room,
    ).length;
  }

  #apply(follows: Effects, command: Command, at: number): void {
    const before = agreedWithout(this.world);
    for (const follow of follows) follow();
    const now = agreedWithout(this.world).filter((clause) => !before.includes(clause));
    this.#counters.add('clauses agreed without a side', now.length);
    this.#counters.add('sides that came after all', followSides(this.world, at));
    followShown(this.world, command);
    followVoices(this.world);
    followSilences(this.world);
    this.#counters.add('placed people', this.world.all().filter(placed).length);
  }

  #me(actor: Actor): Soul | null {
    return actor.kind === 'participant' ? this.world.soul(actor.id) : null;
  }

  #refused(command: Command, actor: Actor, at: number): Refused {
    const me = this.#me(actor);
    if (me !== null && !asksByOwnLine(me, actor)) return 'connection.superseded';
    if (me !== null) return refusal(this.world, command as Parameters<typeof refusal>[1], me, at);
    if (command.type === 'caption.hear') {
      return speaksIn(this.world, command.producer) === command.language ? null : 'epoch.stale';
    }
    if (command.type === 'version.keep') return keepRefusal(this.world, command);
    const soul = ABOUT_SOMEBODY.has(command.type) && 'participant' in command ? command.participant : null;
    if (soul !== null && !this.world.souls.has(soul)) return 'participant.unknown';
    return command.type === 'line.connected' ? this.#superseded(command) : null;
  }

  #superseded(command: Extract<Command, { type: 'line.connected' }>): Refused {
    const soul = this.world.soul(command.participant);
    const elsewhere = soul.line !== 'offline' && soul.device !== command.device;
    return elsewhere && !command.takeOver ? 'connection.superseded' : null;
  }

  /** Whom a denial names: nobody, but to who has to choose. */
  #about(command: Command, code: ErrorCode, me: Soul | null): readonly string[] {
    if (code === 'room.mixes-sides') return this.#mixedBy(command);
    return code === 'interpreter.missing' && me !== null ? lostBy(this.world, command, me) : [];
  }

  /** Who comes together without an interpreter is written down by name. */
  #forgone(command: Command, me: Soul | null, events: readonly SessionEvent[]): void {
    const logged = events.flatMap((event) => (event.type === 'interpreter.forgone' ? event.people : []));
    const lost = me === null ? [] : lostBy(this.world, command, me);
    must(logged.toSorted().join() === lost.toSorted().join(), () => `no word in the log of ${lost.join()}`);
    const how = command.type === 'joint.gather' ? 'confirmed' : 'came';
    if (lost.length > 0) this.#counters.add(`${how} without interpreter`);
  }

  #mixedBy(command: Command): readonly string[] {
    const { world } = this;
    switch (command.type) {
      case 'caucus.open':
        return mixedBy(world, null, withCompanions(world, command.participants, null));
      case 'people.move':
        return mixedBy(world, command.to, withCompanions(world, command.participants, command.to));
      default:
        return [];
    }
  }

  /** Opposing sides in one private room are written down, by name, with the very move that brings them there. */
  #confirmed(command: Command, events: readonly SessionEvent[]): void {
    const mixed = this.#mixedBy(command);
    const caucus = command.type === 'caucus.open' || this.#isCaucus(command);
    const moves = events.some(({ type }) => type === 'participant.moving' || type === 'entry.announced');
    const logged = events.flatMap((event) => (event.type === 'sides.mixed' ? event.people : []));
    if (!caucus || mixed.length === 0 || !moves) return;
    must(logged.toSorted().join() === mixed.toSorted().join(), () => `no word in the log of ${mixed.join()}`);
    this.#counters.add('confirmed mixes');
  }

  /** How many go with their party whom nobody named. */
  #companions(command: Command): number {
    if (command.type !== 'caucus.open' && command.type !== 'people.move') return 0;
    const to = command.type === 'caucus.open' ? null : command.to;
    const named = new Set(command.participants);
    return withCompanions(this.world, command.participants, to).length - named.size;
  }

  #isCaucus(command: Command): boolean {
    return command.type === 'people.move' && this.world.rooms.get(command.to)?.kind === 'caucus';
  }

  /** What from now on may be found where it must not be. */
  #learn(command: Command, me: Soul | null): void {
    const { secrets } = this;
    switch (command.type) {
      case 'roster.follow':
        return this.#learnPeople(command.roster.people);
      case 'caucus.open':
        secrets.set(command.room, { of: 'room', id: command.room });
        secrets.set(command.title, { of: 'title', room: command.room });
        return;
      case 'caucus.rename':
        secrets.set(command.title, { of: 'title', room: command.room });
        return;
      case 'wish.make':
        secrets.set(command.note, { of: 'wish', id: me?.id ?? '' });
        return;
      case 'chat.say':
      case 'booth.say':
        secrets.set(command.id, { of: 'word', id: command.id });
        secrets.set(command.text, { of: 'word', id: command.id });
        return;
      case 'file.share':
        secrets.set(command.id, { of: 'word', id: command.id });
        secrets.set(command.name, { of: 'word', id: command.id });
        secrets.set(command.file.id, { of: 'word', id: command.id });
        return;
      case 'room.tell':
        for (const { id } of command.rooms) {
          secrets.set(id, { of: 'word', id });
          // What is announced is told everywhere, and so tells nothing of any room.
          if (command.kind === 'sent') secrets.set(command.text, { of: 'word', id });
        }
        return;
      case 'media.join':
        secrets.set(command.peer, { of: 'own', id: me?.id ?? '' });
        return;
      case 'media.publish':
        secrets.set(command.producer, { of: 'track', owner: me?.id ?? '', source: command.source });
        return;
      case 'line.connected':
        secrets.set(command.connection, { of: 'own', id: command.participant });
        secrets.set(command.device, { of: 'own', id: command.participant });
        return;
      case 'agreement.start':
      case 'agreement.restart':
        return this.#learnClauses(command.document, command.ids);
      case 'clause.add':
        return this.#learnClauses(command.document, [command.clause]);
      case 'comment.make':
      case 'comment.answer':
        for (const secret of [command.id, command.text])
          secrets.set(secret, { of: 'remark', id: command.id });
        return;
      default:
        return;
    }
  }

  /** Who conducts the session is known to everyone from the invitation on. */
  #learnPeople(people: SessionCreated['people']): void {
    for (const { id, name, role } of people) {
      this.secrets.set(id, { of: 'person', id });
      if (role !== 'mediator' && role !== 'co-mediator') this.secrets.set(name, { of: 'person', id });
    }
  }

  /** The agreement is everyone's; a draft is its room's. */
  #learnClauses(document: DocumentRef, ids: readonly string[]): void {
    if (document.kind === 'agreement') return;
    for (const id of ids) this.secrets.set(id, { of: 'draft', room: document.room });
  }
}

/** Whatever comes by a line that was theirs is not done any more, however long ago it was asked. */
const asksByOwnLine = ({ line, connection }: Soul, actor: Actor): boolean =>
  actor.kind === 'server' || (line === 'online' && connection === actor.line);

const who = (actor: Actor): string => (actor.kind === 'server' ? 'the server' : actor.id);
const told = (what: unknown): string => JSON.stringify(what);
