import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Pen } from '@parley/client/e2e/pen';
import type { Root } from '@parley/shared/agreement';
import { type ConsumerId, MessageId, type ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Source } from '@parley/shared/session';
import { readText, writeText } from '../chat/text.ts';
import { addressOf, Person } from '../parley/person.ts';
import { Listening, Stays } from '../place/stays.ts';
import { Ear } from '../rtp/ear.ts';
import type { Guest } from '../rtp/guest.ts';
import { SizedPicture } from '../rtp/sized-picture.ts';
import type { Shown } from '../rtp/streams.ts';
import { Voice } from '../rtp/voice.ts';
import type { Picture } from '../scenario-parts.ts';
import type { Random } from '../statistics/random.ts';
import type { Hall } from './hall.ts';
import { outletIn } from './interpreting.ts';
import { wordOf } from './word.ts';

const MESSAGE_BYTES = 120;
/** So long after the answer nothing is on its way any more that was said before. */
const TURNED_MS = 500;

/** Where somebody sits. */
export interface Chair {
  readonly interprets: boolean;
  readonly session: number;
  /** Among all of the day. */
  readonly number: number;
  readonly link: string;
}

/** A message that the server has taken. */
export interface Said {
  readonly key: string;
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** Somebody at a session: hears, sees, writes and is written to, and keeps count of all of it. */
export class Attendant implements Guest {
  readonly number: number;
  readonly session: number;
  readonly voice: Voice;
  readonly pictures: SizedPicture[] = [];
  /** What is offered to their page, and whose it is. */
  readonly receives = new Map<ConsumerId, { readonly owner: ParticipantId; readonly source: Source }>();
  readonly ear: Ear;
  readonly stays = new Stays();
  readonly listening = new Listening(this.stays);
  readonly reading = new Listening(this.stays);
  /** The messages that reached them, and those of their own that were taken. */
  readonly read = new Set<string>();
  readonly said: Said[] = [];
  /** The words of theirs that the server said it has stored. */
  readonly stored: { readonly word: string; readonly tookMs: number }[] = [];
  /** When their line went, and when it came back. */
  readonly breaks: { readonly from: number; to: number }[] = [];
  readonly interprets: boolean;
  /** Told whenever they are shown something: for whom an interpreter speaks is shown to the interpreter. */
  onShown: () => void = () => undefined;
  readonly #hall: Hall;
  readonly #random: Random;
  #stamp = 0;
  #turning = false;
  #person: Person | null = null;
  #pen: Pen | null = null;
  #count = 0;
  #words = 0;

  constructor(hall: Hall, { session, number, interprets }: Chair, random: Random) {
    this.#hall = hall;
    this.number = number;
    this.session = session;
    this.interprets = interprets;
    this.#random = random;
    this.voice = new Voice(number, hall.offered, hall.packets, random);
    if (hall.offered.camera !== undefined) this.#add('camera', hall.offered.camera);
    this.ear = new Ear(hall.packets, this.listening, (place) => hall.places.members(place));
  }

  /** What their page shows; null before they have come. */
  get shown(): SessionView | null {
    return this.#person?.line.shown ?? null;
  }

  get person(): Person {
    if (this.#person === null) throw new Error('they have not come yet');
    return this.#person;
  }

  /** Onto the line, and into the session: somebody must let them in. Whoever has left comes anew, from another address. */
  async come({ link }: Chair, sits: (person: Person) => void, address = this.number): Promise<void> {
    const { product, trouble } = this.#hall;
    const from = addressOf(address);
    const person = await Person.sitDown(
      {
        link,
        capabilities: product.capabilities,
        from,
        trouble,
        through: null,
        placeOf: (view) => this.#speaksTo(view),
      },
      this,
    );
    this.#person = person;
    const { line } = person;
    this.receives.clear();
    line.on('consumer.opened', ({ owner, options: { consumer, source } }) => {
      this.receives.set(consumer, { owner, source });
    });
    line.on('consumer.closed', ({ consumer }) => this.receives.delete(consumer));
    line.onView(({ view }) => this.#shown(view));
    line.on('chat', ({ message }) => this.#told(message.text));
    line.onLost(() => {
      this.breaks.push({ from: performance.now(), to: Number.POSITIVE_INFINITY });
      this.#pen?.place(null);
    });
    sits(person);
    await person.enter();
    this.#shown(line.view);
  }

  /** From now on they write in the agreement. */
  takePen(): void {
    this.#pen = new Pen(this.person.line, this.#hall.product.origin, 'agreement', {
      from: addressOf(this.number),
      stored: (word, tookMs) => this.stored.push({ word, tookMs }),
    });
    this.#shown(this.person.line.view);
  }

  get pen(): Pen | null {
    return this.#pen;
  }

  /** A message to whoever is there. */
  async say(): Promise<number | null> {
    const { line } = this.person;
    const { place: stands } = line.view;
    if (stands.kind !== 'room') return null;
    const place = this.#hall.places.of(this.session, stands.room);
    this.#count += 1;
    const from = performance.now();
    const said = { stream: this.number, count: this.#count, place, at: from };
    const text = writeText(said, MESSAGE_BYTES);
    await line.ask('chat.say', { id: MessageId.parse(randomUUID()), epoch: stands.epoch, text });
    const to = performance.now();
    this.said.push({ key: keyOf(said), place, from, to });
    return to - from;
  }

  /** A word into the agreement; it is stored later. */
  edit(root: Root): boolean {
    if (this.#pen?.isOpen !== true) return false;
    this.#words += 1;
    return this.#pen.write(root, wordOf({ session: this.session, writer: this.number, count: this.#words }));
  }

  /** Their line breaks, and comes back by itself; how long that took. */
  async loseLine(): Promise<number | null> {
    const { line } = this.person;
    if (!line.isThere) return null;
    const from = performance.now();
    const back = Promise.withResolvers<void>();
    line.onAgain(() => back.resolve());
    line.break();
    await back.promise;
    return performance.now() - from;
  }

  /** Goes, as one does by the button; whoever closes their browser does not ask. */
  async go(): Promise<void> {
    await this.person.line.ask('session.leave', {});
    this.stays.stand([], performance.now());
    this.leave();
  }

  leave(): void {
    this.#pen?.close();
    this.#person?.close();
    this.#person = null;
  }

  #shown(view: SessionView): void {
    const now = performance.now();
    this.onShown();
    const stamp = this.#speaksTo(view);
    if (!this.#turning && stamp !== this.#stamp) this.#stand(stamp);
    if (!this.#turning) this.#stamp = stamp;
    const last = this.breaks.at(-1);
    if (last?.to === Number.POSITIVE_INFINITY) last.to = now;
    this.#pen?.place(view.place.kind === 'room' ? view.place.epoch : null);
  }

  /** For whom their voice is: for everyone in the room, or for those to whom an interpreter turns. */
  #speaksTo(view: SessionView): number {
    const { places } = this.#hall;
    const { place } = view;
    if (place.kind !== 'room') return 0;
    return places.of(this.session, place.room, outletIn(view));
  }

  /**
   * They turn to others. The server decides it before their own page knows: for so long what they say is for those
   * before or those after.
   */
  async turnTo(outlet: string | null, turn: () => Promise<unknown>): Promise<void> {
    const { place } = this.person.line.view;
    if (place.kind !== 'room') return;
    const { places } = this.#hall;
    this.#turning = true;
    this.#stand(places.either(this.#stamp, places.of(this.session, place.room, outlet)));
    try {
      await turn();
      await pause(TURNED_MS);
    } finally {
      this.#turning = false;
      this.#stamp = this.#speaksTo(this.person.line.view);
      this.#stand(this.#stamp);
    }
  }

  /** Shares their screen, in the sizes in which a page sends it. */
  async share(sizes: readonly Picture[]): Promise<void> {
    await this.person.show(this.#add('screen', sizes));
  }

  /** Sends what is due. */
  tick(now: number): void {
    this.voice.tick(now);
    for (const picture of this.pictures) picture.tick(now);
  }

  #add(shown: Shown, sizes: readonly Picture[]): SizedPicture {
    const picture = new SizedPicture({ person: this.number, shown, sizes }, this.#hall.packets, this.#random);
    this.pictures.push(picture);
    return picture;
  }

  #stand(stamp: number): void {
    this.voice.stand(stamp);
    for (const picture of this.pictures) picture.stand(stamp);
  }

  #told(text: string): void {
    const said = readText(text);
    if (said === null) return;
    const now = performance.now();
    this.read.add(keyOf(said));
    this.#hall.messages.received(said.at, now);
    this.reading.heard(this.#hall.places.members(said.place), said.at, now);
  }
}

const keyOf = ({ stream, count }: { readonly stream: number; readonly count: number }): string =>
  `${stream}/${count}`;
