import { type AgreementView, changedAgreement } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import type { Notice, NoticeName } from '@parley/shared/protocol';
import type { SfuEvent } from '@parley/shared/sfu';
import type { OpenEdge } from '@parley/sfu/fake';
import type { Counters } from '../counters.ts';
import type { Guest } from '../guest.ts';
import { must } from '../violation.ts';
import { judgePapers } from './documents.ts';
import type { Oracle } from './oracle.ts';
import { hears, judgeStrings, judgeView, mayKnow, type Secret, sees } from './sight.ts';
import { leadsTalks, roomOf, type Soul, type Word } from './world.ts';

/** Judges all that reaches anybody: what is sent to a line, what is answered, and every open edge of the SFU. */
export class Ears {
  readonly #oracle: Oracle;
  readonly #counters: Counters;
  /** Who has been told of each word. */
  readonly #told = new Map<string, Set<string>>();
  /** What the SFU reports at this moment, which is then the reason of whatever is sent. */
  cause: SfuEvent | null = null;

  constructor(oracle: Oracle, counters: Counters) {
    this.#oracle = oracle;
    this.#counters = counters;
  }

  /** A notice, the moment it is sent. */
  hear<N extends NoticeName>(guest: Guest, name: N, notice: Notice<N>): void {
    this.#counters.add(`sent ${name}`);
    if (name === 'dropped' || name === 'refused') return;
    const me = this.#oracle.world.soul(guest.participant);
    must(
      me.line === 'online' && me.connection === guest.line,
      () => `${me.id} is sent ${name} on a line that is not theirs any more`,
    );
    switch (name) {
      case 'view':
        return this.#view(guest, me, notice as Notice<'view'>);
      case 'agreement':
        return this.#agreement(guest, me, notice as Notice<'agreement'>);
      case 'agreement.changed': {
        const { rev, change } = notice as Notice<'agreement.changed'>;
        const view = changedAgreement(guest.agreement.view, change);
        must(view !== null, () => `${me.id} is sent a change of an agreement they do not have`);
        return this.#agreement(guest, me, { rev, view });
      }
      case 'chat':
        return this.#chat(me, notice as Notice<'chat'>);
      case 'consumer.opened':
        return this.#offer(guest, me, notice as Notice<'consumer.opened'>);
      case 'consumers.now': {
        const { peer, consumers } = notice as Notice<'consumers.now'>;
        must(peer === me.peer, () => `${me.id} is told of the tracks of another device`);
        for (const id of guest.offered.keys())
          if (!consumers.some((each) => each === id)) guest.offered.delete(id);
        return this.#strings(me, notice);
      }
      case 'consumer.closed':
        guest.offered.delete((notice as Notice<'consumer.closed'>).consumer);
        return this.#strings(me, notice);
      case 'media.lost':
        guest.peer = null;
        guest.offered.clear();
        guest.published.clear();
        return;
      case 'signals':
        return this.#signals(guest, me, notice as Notice<'signals'>);
      case 'told':
        return this.#toldOf(me, notice as Notice<'told'>);
      default:
        return this.#strings(me, notice);
    }
  }

  /** What a whole view is made of must be so now. */
  view(me: Soul, view: SessionView): void {
    judgeView(this.#oracle.world, me, view);
    this.#strings(me, view);
  }

  #view(guest: Guest, me: Soul, { rev, view }: Notice<'view'>): void {
    must(rev === guest.rev + 1, () => `${me.id} has view ${rev} after ${guest.rev}`);
    must(JSON.stringify(view) !== JSON.stringify(guest.view), () => `${me.id} is sent the same view again`);
    guest.rev = rev;
    guest.view = view;
    this.view(me, view);
  }

  #agreement(guest: Guest, me: Soul, { rev, view }: Notice<'agreement'>): void {
    must(rev === guest.agreement.rev + 1, () => `${me.id} has agreement ${rev} after ${guest.agreement.rev}`);
    const isNew = JSON.stringify(view) !== JSON.stringify(guest.agreement.view);
    must(isNew, () => `${me.id} is sent the same agreement again`);
    guest.agreement = { rev, view };
    this.agreement(me, view);
  }

  /** What of the agreement is known must be so now. */
  agreement(me: Soul, view: AgreementView): void {
    judgePapers(this.#oracle.world, me, view);
    this.#strings(me, view);
  }

  #chat(me: Soul, { room, epoch, message }: Notice<'chat'>): void {
    const word = this.#oracle.world.words.find(({ id }) => id === message.id);
    must(word !== undefined && word.room === room, () => `${me.id} is told a word nobody stored there`);
    must(roomOf(me) === room && epoch === me.epoch, () => `${me.id} is told a word of ${room}`);
    must(word.witnesses.has(me.id), () => `${me.id} is told a word said before they came`);
    this.#strings(me, message, word);
    const told = this.#told.get(word.id) ?? new Set();
    must(!told.has(me.id), () => `${me.id} is told a word twice`);
    this.#told.set(word.id, told.add(me.id));
    this.#counters.add('words delivered');
  }

  /** Whoever stood there and was on the line has been told, unless the line broke meanwhile. */
  delivered(word: Word, isThere: (id: string) => boolean): void {
    const told = this.#told.get(word.id);
    for (const id of word.due) {
      must(told?.has(id) === true || !isThere(id), () => `${id} was not told ${word.text}`);
    }
    this.#told.delete(word.id);
  }

  #offer(guest: Guest, me: Soul, { peer, epoch, owner, options }: Notice<'consumer.opened'>): void {
    const { world } = this.#oracle;
    const track = world.tracks.get(options.producer);
    must(peer === me.peer && epoch === me.epoch, () => `${me.id} is offered a track for another place`);
    must(track !== undefined && track.owner === owner, () => `${me.id} is offered a track there is not`);
    must(hears(me, world.soul(owner)), () => `${me.id} is offered the ${track.source} of ${owner}`);
    this.#strings(me, options);
    const known = guest.offered.get(options.consumer);
    guest.offered.set(options.consumer, { producer: options.producer, ready: known?.ready ?? false });
    this.#counters.add('tracks offered');
  }

  #signals(guest: Guest, me: Soul, { speaking, quality }: Notice<'signals'>): void {
    const { world } = this.#oracle;
    must(roomOf(me) !== null, () => `${me.id} is sent signals outside every room`);
    for (const { participant } of speaking) {
      const other = world.soul(participant);
      must(other === me || hears(me, other), () => `${me.id} is told that ${participant} speaks`);
    }
    for (const { participant } of quality) {
      must(sees(world, me, world.soul(participant)), () => `${me.id} is told how ${participant} fares`);
    }
    this.#reason(guest, me, speaking.length > 0);
  }

  /** That a message comes at all must not tell of another room. */
  #reason(guest: Guest, me: Soul, someoneSpeaks: boolean): void {
    const { world } = this.#oracle;
    const { cause } = this;
    const hushed = guest.hearsSpeech;
    guest.hearsSpeech = someoneSpeaks;
    if (cause?.type === 'quality') {
      const about = world.peers.get(cause.peer);
      must(
        about !== undefined && sees(world, me, world.soul(about)),
        () => `${me.id} is sent signals because of ${about}, whom they may not know of`,
      );
    }
    must(
      cause?.type !== 'levels' || someoneSpeaks || hushed,
      () => `${me.id} is sent signals because somebody speaks elsewhere`,
    );
  }

  #toldOf(me: Soul, notice: Notice<'told'>): void {
    if (notice.kind === 'entry-declined') {
      must(leadsTalks(me), () => `${me.id} is told that somebody is not let in`);
    } else this.#strings(me, notice);
  }

  #strings(me: Soul, value: unknown, word?: Word): void {
    const { world, secrets } = this.#oracle;
    const may = (secret: Secret): boolean => {
      if (word !== undefined && secret.of === 'word') return secret.id === word.id;
      if (word !== undefined && secret.of === 'person' && secret.id === word.author) return true;
      return mayKnow(world, me, secret);
    };
    judgeStrings(secrets, value, may, me.id);
  }

  /** An answer to what this person asked. */
  answer(me: Soul, value: unknown, word?: Word): void {
    this.#strings(me, value, word);
  }

  /** Every pair the SFU connects at this moment: both in one room, and in the epoch in which it was opened. */
  edges(edges: readonly OpenEdge[]): void {
    const { world } = this.#oracle;
    this.#counters.add('edges inspected', edges.length);
    for (const { listener, producer, room, epoch } of edges) {
      const ear = world.soul(world.peers.get(listener) ?? '').ear;
      const owner = world.soul(world.owners.get(producer) ?? '');
      must(
        owner.ear?.room === room && owner.ear.epoch === epoch,
        () => `${owner.id} is heard in ${room}, epoch ${epoch}, where they do not stand`,
      );
      must(
        (world.gone.get(listener) ?? Number.POSITIVE_INFINITY) > world.acknowledged,
        () => `${world.peers.get(listener)} hears ${owner.id} on a device that was given up`,
      );
      must(ear?.room === room, () => `${world.peers.get(listener)} hears ${owner.id} of ${room}`);
    }
  }
}
