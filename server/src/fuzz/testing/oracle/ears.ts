import { changedAgreement } from '@parley/shared/agreement';
import { type Notice, type NoticeName, wholeView } from '@parley/shared/protocol';
import type { SfuEvent } from '@parley/shared/sfu';
import type { Counters } from '../counters.ts';
import type { Guest } from '../guest.ts';
import { must } from '../violation.ts';
import { readsLine } from './captions.ts';
import { areSame } from './difference.ts';
import { Due } from './due.ts';
import type { Oracle } from './oracle.ts';
import type { Sheet } from '../sheet.ts';
import { judgeStrings, judgeTyped, mayKnow, type Secret } from './secrets.ts';
import { hears, isPrepared, sees } from './sight.ts';
import { countFor } from './terms.ts';
import { isWhisperedTo } from './whispers.ts';
import { roomOf } from './conditions.ts';
import type { Soul, Word } from './world.ts';

type Judges = { readonly [N in NoticeName]: (guest: Guest, me: Soul, notice: Notice<N>) => void };

/** Judges all that is sent to anybody: whether they may know it, and whether what caused it is theirs to know. */
export class Ears {
  readonly #oracle: Oracle;
  readonly #counters: Counters;
  /** Who has been told of each word. */
  readonly #told = new Map<string, Set<string>>();
  readonly #due: Due;
  /** What the SFU reports at this moment, which is then the reason of whatever is sent. */
  cause: SfuEvent | null = null;
  /** Who has been told of the caption that is being written. */
  readonly captioned = new Set<string>();
  /** What the SFU reported while it was not for its receiver, or while their line was away. */
  readonly unoffered = new Set<string>();
  /** What its receiver was told last of each consumer: of any other they know nothing. */
  readonly #offered = new Map<string, 'opened' | 'prepared'>();

  constructor(oracle: Oracle, counters: Counters) {
    this.#oracle = oracle;
    this.#due = new Due(oracle.world);
    this.#counters = counters;
  }

  /** Whether its receiver was ever told of it. */
  knows(consumer: string): boolean {
    return this.#offered.has(consumer);
  }

  /** They may hear what comes by it at this moment. */
  isFor(me: Soul, consumer: string): boolean {
    const { world } = this.#oracle;
    const track = this.#trackOf(consumer);
    return track !== undefined && hears(world, me, world.soul(track.owner), track.source);
  }

  /** They may have it ready at this moment, to hear what comes by it later. */
  isReadyFor(me: Soul, consumer: string): boolean {
    const { world } = this.#oracle;
    const track = this.#trackOf(consumer);
    return track !== undefined && isPrepared(me, world.soul(track.owner), track.source);
  }

  #trackOf(consumer: string) {
    const { world, consumers } = this.#oracle;
    return world.tracks.get(consumers.get(consumer)?.producer ?? '');
  }

  /** A notice, the moment it is sent. */
  hear<N extends NoticeName>(guest: Guest, name: N, notice: Notice<N>): void {
    this.#counters.add(`sent ${name}`);
    const me = this.#oracle.world.soul(guest.participant);
    must(
      name === 'dropped' || name === 'refused' || isOnLine(guest, me),
      () => `${me.id} is sent ${name} on a line that is not theirs any more`,
    );
    const judge: (guest: Guest, me: Soul, notice: Notice<N>) => void = this.#judges[name];
    judge(guest, me, notice);
  }

  /** What changed was told the moment it did: what is sent later must not tell when. */
  upToDate(guest: Guest): void {
    const me = this.#oracle.world.soul(guest.participant);
    if (!isOnLine(guest, me) || guest.seenAt === this.#oracle.world.seq) return;
    const wrong = this.#due.wrongIn(guest, me);
    must(wrong === null, () => `${me.id} is left with a view in which ${wrong}`);
    const amiss = this.#due.amissIn(guest, me);
    must(amiss === null, () => `${me.id} is left with an agreement in which ${amiss}`);
    this.#counters.add('views that stay');
  }

  /** At all they have, by what they are due, made anew. */
  lookAgain(guest: Guest): void {
    this.#due.lookAgain(guest, this.#oracle.world.soul(guest.participant));
  }

  /** Whoever stood there and was on the line has been told, unless the line broke meanwhile. */
  delivered(word: Pick<Word, 'id' | 'due' | 'text'>, isThere: (id: string) => boolean): void {
    const told = this.#told.get(word.id);
    for (const id of word.due) {
      must(told?.has(id) === true || !isThere(id), () => `${id} was not told ${word.text}`);
    }
    this.#told.delete(word.id);
  }

  /** What a person alone was to be told has been. */
  paid(isThere: (id: string) => boolean): void {
    for (const { to, notice } of this.#oracle.owed) {
      must(!isThere(to), () => `${to} was not told ${JSON.stringify(notice)}`);
    }
    this.#oracle.owed = [];
  }

  /** Everything in it that is a secret may be known to them now; `word` is the line of chat it is about. */
  strings(me: Soul, value: unknown, word?: Pick<Word, 'id' | 'author'>): void {
    const { world, secrets } = this.#oracle;
    const may = (secret: Secret): boolean => {
      if (word !== undefined && secret.of === 'word') return secret.id === word.id;
      if (word !== undefined && secret.of === 'person' && secret.id === word.author) return true;
      return mayKnow(world, me, secret);
    };
    judgeStrings(secrets, value, may, me.id);
  }

  /** What goes over the line of a document: no word in it that its reader may not know. */
  bytes({ guest, draft }: Sheet, bytes: Uint8Array): void {
    const { world, secrets } = this.#oracle;
    const me = world.soul(guest.participant);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    if (!text.includes('typed-')) return;
    must(roomOf(me) !== null, () => `${me.id} is sent words outside every room`);
    must(draft === null || roomOf(me) === draft, () => `${me.id} is sent words of the draft of ${draft}`);
    judgeTyped(secrets, text, (secret) => mayKnow(world, me, secret), me.id);
    this.#counters.add('words on the line of a document');
  }

  readonly #judges: Judges = {
    view: (guest, me, { rev, view }) => {
      must(rev === guest.rev + 1, () => `${me.id} has view ${rev} after ${guest.rev}`);
      must(!areSame(view, guest.view), () => `${me.id} is sent the same view again`);
      guest.rev = rev;
      guest.view = view;
      guest.seenAt = this.#oracle.world.seq;
      guest.rightAsOf = null;
      const wrong = this.#due.wrongIn(guest, me);
      must(wrong === null, () => `${me.id} is shown a view in which ${wrong}`);
      this.strings(me, view);
    },
    'view.changed': (guest, me, changed) => {
      const { rev, view } = guest;
      const last = view === null ? null : { rev, now: changed.now, view };
      const whole = wholeView(last, changed);
      must(whole !== null, () => `${me.id} is sent a change of a view they do not have`);
      const { gone, hearing, ...rest } = changed.change;
      this.strings(me, { ...rest, begins: hearing.begins });
      // Whoever is seen no more is named by what they were known by.
      const known = new Set(last?.view.people.map(({ participant: { id } }) => id));
      for (const id of [...gone, ...hearing.ends])
        must(known.has(id), () => `${me.id} is told that ${id} is gone, whom they did not see`);
      this.#judges.view(guest, me, whole);
    },
    'agreement.changed': (guest, me, { rev, change }) => {
      const view = changedAgreement(guest.agreement.view, change);
      must(view !== null, () => `${me.id} is sent a change of an agreement they do not have`);
      this.strings(me, change);
      this.#judges.agreement(guest, me, { rev, view });
    },
    agreement: (guest, me, { rev, view }) => {
      must(
        rev === guest.agreement.rev + 1,
        () => `${me.id} has agreement ${rev} after ${guest.agreement.rev}`,
      );
      const isNew = !areSame(view, guest.agreement.view);
      must(isNew || guest.asksAgain, () => `${me.id} is sent the same agreement again`);
      guest.agreement = { rev, view, found: null };
      const wrong = this.#due.amissIn(guest, me);
      must(wrong === null, () => `${me.id} is shown an agreement in which ${wrong}`);
      this.strings(me, view);
    },
    chat: (_guest, me, { room, epoch, message }) => {
      const word = this.#oracle.world.words.find(({ id }) => id === message.id);
      must(word !== undefined && word.room === room, () => `${me.id} is told a word nobody stored there`);
      must(roomOf(me) === room && epoch === me.epoch, () => `${me.id} is told a word of ${room}`);
      must(word.witnesses.has(me.id), () => `${me.id} is told a word said before they came`);
      this.strings(me, message, word);
      const told = this.#told.get(word.id) ?? new Set();
      must(!told.has(me.id), () => `${me.id} is told a word twice`);
      this.#told.set(word.id, told.add(me.id));
      this.#counters.add('words delivered');
    },
    caption: (_guest, me, { room, epoch, line }) => {
      const { id, by, language, text } = line;
      const { world } = this.#oracle;
      const typed = world.captions.get(id);
      const known = typed ?? world.overheard.get(text);
      must(known !== undefined && known.room === room, () => `${me.id} is told a caption of another room`);
      must(by === known.by && epoch === me.epoch, () => `${me.id} is told a caption for another place`);
      must(readsLine(me, known, language), () => `${me.id} is told a caption that is not for them: ${text}`);
      this.strings(me, { room, by });
      const speaker = world.soul(by);
      if (typed === undefined) {
        const may = me === speaker || hears(world, me, speaker, 'microphone');
        must(may, () => `${me.id} reads what ${by} says, which is not for them`);
        this.#counters.add('voices read');
      } else this.captioned.add(me.id);
      this.#counters.add('captions told');
    },
    booth: (_guest, me, { room, epoch, message }) => {
      const { world } = this.#oracle;
      const said = world.whispers.find(({ id }) => id === message.id);
      must(said !== undefined && said.room === room, () => `${me.id} is told what nobody wrote to partners`);
      must(
        roomOf(me) === room && epoch === me.epoch,
        () => `${me.id} is told what partners wrote in ${room}`,
      );
      must(
        said.witnesses.has(me.id) && isWhisperedTo(world, said, me),
        () => `${me.id} is told what is for the partners of ${said.author}`,
      );
      this.strings(me, message, said);
      const told = this.#told.get(said.id) ?? new Set();
      must(!told.has(me.id), () => `${me.id} is told a word to partners twice`);
      this.#told.set(said.id, told.add(me.id));
      this.#counters.add(me.id === said.author ? 'words to partners' : 'words of partners');
    },
    suggestions: (guest, me, { waiting }) => {
      const due = countFor(this.#oracle.world, me);
      must(due !== null, () => `${me.id} is told how many suggestions wait`);
      must(waiting !== guest.waiting, () => `${me.id} is told again that ${waiting} suggestions wait`);
      must(waiting === due, () => `${me.id} is told that ${waiting} suggestions wait, not ${due}`);
      guest.waiting = waiting;
      this.#counters.add('suggestions counted', waiting);
    },
    'consumer.opened': (guest, me, { peer, epoch, owner, options }) => {
      const { world } = this.#oracle;
      const track = world.tracks.get(options.producer);
      this.#isOffered(guest, me, { peer, epoch, consumer: options.consumer }, 'opened');
      must(track !== undefined && track.owner === owner, () => `${me.id} is offered a track there is not`);
      must(
        hears(world, me, world.soul(owner), track.source),
        () => `${me.id} is offered the ${track.source} of ${owner}`,
      );
      this.strings(me, options);
    },
    'consumer.prepared': (guest, me, { peer, epoch, options }) => {
      const { consumer, rtpParameters } = options;
      this.#isOffered(guest, me, { peer, epoch, consumer }, 'prepared');
      must(
        this.isReadyFor(me, consumer) && !this.isFor(me, consumer),
        () => `${me.id} is prepared for a voice that is not for them to come`,
      );
      const { rtcp, msid } = rtpParameters;
      must(
        rtcp?.cname === consumer && msid === undefined,
        () => `${me.id} is told by a sender's name whose voice they are prepared for`,
      );
      this.strings(me, options);
    },
    'consumers.now': (guest, me, { peer, consumers }) => {
      must(peer === me.peer, () => `${me.id} is told of the tracks of another device`);
      for (const consumer of consumers) {
        this.#own(me, consumer);
        must(
          this.knows(consumer) || this.isFor(me, consumer) || this.isReadyFor(me, consumer),
          () => `${me.id} learns from a reminder of ${consumer}, which is not for them`,
        );
      }
      const now = new Set<string>(consumers);
      for (const id of guest.offered.keys()) if (!now.has(id)) guest.offered.delete(id);
      guest.reminded = now;
    },
    'consumer.closed': (guest, me, { consumer }) => {
      this.#own(me, consumer);
      must(
        this.knows(consumer),
        () => `${me.id} is told of the end of ${consumer}, which they did not know of`,
      );
      this.#because('consumer.closed', (cause) => cause.consumer === consumer, me);
      guest.offered.delete(consumer);
    },
    'consumer.layer': (_guest, me, { consumer }) => {
      this.#own(me, consumer);
      must(
        this.knows(consumer) && this.isFor(me, consumer),
        () => `${me.id} is told how ${consumer} comes, which is not for them`,
      );
      this.#because('consumer.layer', (cause) => cause.consumer === consumer, me);
    },
    'media.lost': (guest, me, { peer }) => {
      const { reason, world } = this.#oracle;
      const isTold = reason?.type === 'media.lost' && reason.peers.includes(peer);
      must(
        isTold && world.peers.get(peer) === me.id,
        () => `${me.id} is told for no reason that ${peer} is lost`,
      );
      guest.peer = null;
      guest.offered.clear();
      guest.published.clear();
    },
    signals: (guest, me, signals) => this.#signals(guest, me, signals),
    told: (_guest, me, notice) => {
      const { owed } = this.#oracle;
      const found = owed.findIndex((each) => each.to === me.id && areSame(notice, each.notice));
      must(found !== -1, () => `${me.id} is told ${JSON.stringify(notice)}, which is none of theirs`);
      owed.splice(found, 1);
      this.strings(me, notice);
    },
    dropped: (_guest, me, error) => this.strings(me, error),
    refused: (_guest, me, error) => this.strings(me, error),
  };

  /** There is a reason to tell them of it now, and they note it. */
  #isOffered(
    guest: Guest,
    me: Soul,
    { peer, epoch, consumer }: { readonly peer: string; readonly epoch: number; readonly consumer: string },
    as: 'opened' | 'prepared',
  ): void {
    const { reason, consumers } = this.#oracle;
    const isNews = this.cause?.type === 'consumer.opened' && this.cause.peer === peer;
    const wasUnoffered = this.unoffered.delete(consumer);
    const isDue = wasUnoffered && reason !== null;
    const known = this.#offered.get(consumer);
    const isTurned = known !== undefined && known !== as && reason !== null;
    must(
      isNews || isDue || isTurned || guest.reminded.delete(consumer),
      () => `${me.id} is offered a track for no reason`,
    );
    if (!isNews && isDue) this.#counters.add('tracks offered later');
    if (isTurned) this.#counters.add(`tracks ${as} that were not`);
    must(peer === me.peer && epoch === me.epoch, () => `${me.id} is offered a track for another place`);
    this.#offered.set(consumer, as);
    const producer = consumers.get(consumer)?.producer ?? '';
    const offer = guest.offered.get(consumer) ?? { producer, ready: false, hidden: false };
    guest.offered.set(consumer, offer);
    this.#counters.add(`tracks ${as}`);
  }

  #signals(guest: Guest, me: Soul, { speaking, quality }: Notice<'signals'>): void {
    const { world } = this.#oracle;
    must(roomOf(me) !== null, () => `${me.id} is sent signals outside every room`);
    for (const { participant } of speaking) {
      const other = world.soul(participant);
      must(
        other === me || hears(world, me, other, 'microphone'),
        () => `${me.id} is told that ${participant} speaks`,
      );
    }
    for (const { participant } of quality) {
      must(sees(world, me, world.soul(participant)), () => `${me.id} is told how ${participant} fares`);
    }
    const hushed = guest.hearsSpeech;
    guest.hearsSpeech = speaking.length > 0;
    const first = guest.rev === 1 && !guest.signalled;
    guest.signalled = true;
    if (this.cause?.type === 'levels') {
      const heard = speaking.length > 0 || hushed;
      return must(heard, () => `${me.id} is sent signals because somebody speaks elsewhere`);
    }
    const about = this.cause?.type === 'quality' ? world.peers.get(this.cause.peer) : this.#newcomer();
    must(
      about === undefined ? first : sees(world, me, world.soul(about)),
      () => `${me.id} is sent signals because of ${about}, whom they may not know of`,
    );
  }

  /** Who has just come into a room: then everyone who sees them is told how lines fare. */
  #newcomer(): string | undefined {
    const { reason } = this.#oracle;
    return reason?.type === 'placement.settle' ? reason.participant : undefined;
  }

  /** A track on its way to this very person. */
  #own(me: Soul, consumer: string): void {
    must(
      this.#oracle.consumers.get(consumer)?.peer === me.peer,
      () => `${me.id} is told of ${consumer}, which is none of theirs`,
    );
  }

  #because<T extends SfuEvent['type']>(
    type: T,
    holds: (cause: Extract<SfuEvent, { type: T }>) => boolean,
    me: Soul,
  ): void {
    const { cause } = this;
    const isIt = (event: SfuEvent | null): event is Extract<SfuEvent, { type: T }> => event?.type === type;
    must(isIt(cause) && holds(cause), () => `${me.id} is told for no reason: ${type}`);
  }
}

const isOnLine = (guest: Guest, me: Soul): boolean => me.line === 'online' && me.connection === guest.line;
