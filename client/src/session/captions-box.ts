import type { CaptionId, Epoch, ParticipantId, RoomId } from '@parley/shared/ids';
import type { Notice, RequestOutput } from '@parley/shared/protocol';
import { type CaptionLine, CaptionText, type Language } from '@parley/shared/session';
import type { Ask, Asked } from './ask.ts';
import type { Clock } from './clock.ts';
import type { HeldAsked } from './held-presses.ts';
import { mint } from './mint.ts';

/** So many lines are read at a glance. */
const SHOWN = 3;
/** What nobody writes on any more is put away after that. */
const STAYS_MS = 20_000;
/** How often what is being typed is sent. */
const EVERY_MS = 500;

/** Captions, to read and to type. What is typed names the stay in a room that the screen shows. */
export interface CaptionsActions {
  /** Which language I read, in this room and every next one. */
  choose(language: Language | null): Promise<void>;
  /** The line I am at, as far as it is typed. */
  type(line: TypedLine): void;
  /** It is done. Resolves to whether the server took it; refusals become notices. */
  finish(line: TypedLine): Promise<boolean>;
  /** Who types, besides the recorder. */
  name(participant: ParticipantId, named: boolean): Promise<boolean>;
  /** Whether captions are kept with the session. */
  keep(kept: boolean): Promise<boolean>;
  /** Whether the server writes along what is said in a room. */
  automate(room: RoomId, on: boolean): Promise<boolean>;
  /** What was kept of my room, older than `before`. */
  transcript(epoch: Epoch, before: number | null): Promise<RequestOutput<'transcript.read'> | null>;
}

export interface TypedLine {
  readonly epoch: Epoch;
  readonly language: Language;
  readonly text: string;
}

interface CaptionsParts {
  readonly ask: Ask;
  /** With refusals told. */
  readonly asked: Asked;
  readonly held: HeldAsked;
  readonly clock: Clock;
  /** What there is to read now, the oldest first. */
  readonly changed: (lines: readonly CaptionLine[]) => void;
}

/** The captions of the one room I stand in, and the line I type there. */
export class CaptionsBox implements CaptionsActions {
  readonly #parts: CaptionsParts;
  #epoch: Epoch | null = null;
  #reads: Language | null = null;
  #lines: readonly CaptionLine[] = [];
  #putAway: () => void = () => undefined;
  /** What is typed and not sent yet. */
  #typed: TypedLine | null = null;
  #id: CaptionId | null = null;
  #sendsAt = Number.NEGATIVE_INFINITY;
  #cancelSend: () => void = () => undefined;

  constructor(parts: CaptionsParts) {
    this.#parts = parts;
  }

  /** Where I stand, and what I read there: what was of another room or language is gone. */
  place(epoch: Epoch | null, reads: Language | null): void {
    if (epoch !== this.#epoch) this.#drop();
    if (epoch !== this.#epoch || reads !== this.#reads) this.#set([]);
    this.#epoch = epoch;
    this.#reads = reads;
  }

  heard({ epoch, line }: Notice<'caption'>): void {
    if (epoch !== this.#epoch || line.language !== this.#reads) return;
    const isKnown = this.#lines.some(({ id }) => id === line.id);
    const lines = isKnown
      ? this.#lines.map((each) => (each.id === line.id ? line : each))
      : [...this.#lines, line];
    this.#set(lines.filter(({ text }) => text !== '').slice(-SHOWN));
  }

  close(): void {
    this.#drop();
    this.#putAway();
  }

  async choose(language: Language | null): Promise<void> {
    await this.#parts.held('captions.choose', { language });
  }

  type(line: TypedLine): void {
    if (line.epoch !== this.#epoch || (this.#id === null && line.text === '')) return;
    this.#typed = line;
    const wait = this.#sendsAt - this.#parts.clock.now();
    this.#cancelSend();
    if (wait <= 0) return this.#send();
    this.#cancelSend = this.#parts.clock.after(wait, () => this.#send());
  }

  async finish(line: TypedLine): Promise<boolean> {
    const text = CaptionText.safeParse(line.text);
    if (!text.success || text.data === '' || line.epoch !== this.#epoch) return false;
    const id = this.#id ?? mint.caption();
    this.#drop();
    return (await this.#parts.asked('caption.write', { ...line, id, done: true })) !== null;
  }

  async name(participant: ParticipantId, named: boolean): Promise<boolean> {
    return (await this.#parts.asked('captioner.name', { participant, named })) !== null;
  }

  async keep(kept: boolean): Promise<boolean> {
    return (await this.#parts.asked('transcripts.keep', { kept })) !== null;
  }

  async automate(room: RoomId, on: boolean): Promise<boolean> {
    return (await this.#parts.asked('captions.automate', { room, on })) !== null;
  }

  transcript(epoch: Epoch, before: number | null): Promise<RequestOutput<'transcript.read'> | null> {
    return this.#parts.asked('transcript.read', { epoch, before });
  }

  /** Lost on the way it is made good by the next, or by the whole line. */
  #send(): void {
    const line = this.#typed;
    if (line === null) return;
    this.#typed = null;
    this.#id ??= mint.caption();
    this.#sendsAt = this.#parts.clock.now() + EVERY_MS;
    this.#parts.ask('caption.write', { ...line, id: this.#id, done: false }).catch(() => undefined);
  }

  #drop(): void {
    this.#cancelSend();
    this.#typed = null;
    this.#id = null;
  }

  #set(lines: readonly CaptionLine[]): void {
    this.#putAway();
    if (lines.length > 0) this.#putAway = this.#parts.clock.after(STAYS_MS, () => this.#set([]));
    if (lines.length === 0 && this.#lines.length === 0) return;
    this.#lines = lines;
    this.#parts.changed(lines);
  }
}
