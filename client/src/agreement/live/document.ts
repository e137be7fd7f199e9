import { editAtOnce, type Root, rootOf } from '@parley/shared/agreement';
import { type ErrorCode, replyOf } from '@parley/shared/errors';
import type { ClauseId, Epoch } from '@parley/shared/ids';
import * as Y from 'yjs';
import type { Clock } from '../../session/clock.ts';
import { type Edits, type Unstored, wordsIn } from '../../session/unstored.ts';
import { plainText } from '../text/plain.ts';
import { readText } from '../text/read.ts';
import { carryOver } from '../carry-undo.ts';
import { Channel, type ChannelParts } from './channel.ts';
import { takeUp } from './edits.ts';
import { emptyAnswer, type Frame, readFrame, type Refused, updateFrame } from './frames.ts';
import type { LiveModel } from './model.ts';
import { missingIn, missingOf, type Orphan } from './orphans.ts';
import { OwnWords } from './own-words.ts';
import { inParts } from './parts.ts';
import { Replica } from './replica.ts';

export interface LiveDocumentParts extends ChannelParts {
  readonly clock: Clock;
  readonly changed: (model: LiveModel) => void;
  /** What is not stored may be more, or less. */
  readonly wrote: () => void;
  /** What was not stored yet when this page was loaded anew, in the same stay. */
  readonly kept: Unstored | null;
}

/** In this time the session has told whoever is on the line what may be written. */
const NEWS_MS = 1_500;
/** Somebody who composes and has paused for so long does not keep others' words from the screen. */
const LONGEST_HOLD_MS = 10_000;

/**
 * One document as it is written in on this page: what is written is kept while the line is away, and goes out when it
 * is back; what the server does not take is put aside and the rest of the document goes on.
 */
export class LiveDocument {
  readonly #parts: LiveDocumentParts;
  readonly #channel: Channel;
  readonly #own: OwnWords;
  #model: LiveModel = {
    copy: null,
    line: { kind: 'opening' },
    unsaved: false,
    refusing: new Set(),
    aside: [],
  };
  #replica: Replica | null = null;
  /** Takes the place of the present one once it has come as far as the server. */
  #next: Replica | null = null;
  /** Edits sent on this connection, and how many of them are stored. */
  #sent = 0;
  #stored = 0;
  /** What the server lacked has been sent. */
  #answered = false;
  /** What was written since all of it was stored. */
  readonly #touched = new Map<string, Root>();
  readonly #refused = new Map<ClauseId, ErrorCode>();
  /** From before this page was loaded anew, until there is a copy to take it into. */
  #kept: Edits | null = null;
  /** Written into the present copy while the next one is on its way. */
  #carried: Uint8Array[] = [];
  #rebuilding = false;
  /** What others wrote while somebody here composes. */
  #held: Uint8Array[] = [];
  /** Of that, what came over an earlier line. */
  #late: Uint8Array[] = [];
  #holding: (() => void) | null = null;
  #cancelReopening: () => void = () => undefined;
  /** Under which this page has written. */
  readonly #names = new Set<number>();
  #copies = 0;
  readonly #followers = new Set<(replica: Replica) => void>();
  readonly #forewarned = new Set<() => void>();

  constructor(parts: LiveDocumentParts) {
    this.#parts = parts;
    this.#channel = new Channel(parts, parts.kept?.edits?.client ?? null, {
      opened: (client) => this.#opened(client),
      frame: (bytes) => this.#received(bytes),
      closed: () => this.#closed(),
      denied: (error) => this.#set({ line: { kind: 'denied', error } }),
    });
    const { edits, mine, aside } = parts.kept ?? { edits: null, mine: [], aside: [] };
    this.#own = new OwnWords(
      {
        clock: parts.clock,
        wordsOf: (root) => this.#wordsOf(root),
        changed: (now) => this.#set({ aside: now }),
      },
      { mine, aside },
    );
    this.#kept = edits;
    if (edits !== null) this.#names.add(edits.client);
    this.#model = { ...this.#model, aside, unsaved: edits !== null };
  }

  get model(): LiveModel {
    return this.#model;
  }

  /** The copy that is shown. */
  get replica(): Replica | null {
    return this.#model.copy === null ? null : this.#replica;
  }

  /** Told at once of each copy that takes the place of another: not a sign may be written into the old one. */
  follow(follower: (replica: Replica) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  beforeOthers(listener: () => void): () => void {
    this.#forewarned.add(listener);
    return () => this.#forewarned.delete(listener);
  }

  /** Where I stand while I am on the line; null otherwise. */
  place(epoch: Epoch | null): void {
    this.#channel.place(epoch);
  }

  /** The session has told what may be written now: what was denied is tried once more. */
  news(): void {
    if (this.#model.line.kind === 'denied') this.#channel.reopen();
    if (this.#refused.size > 0 || this.#model.refusing.size === 0) return;
    this.#cancelReopening();
    this.#set({ refusing: new Set() });
  }

  /**
   * Somebody composes a word: nothing of others' comes to the screen until they are done, for it would break the
   * composition; what is written here goes out as always.
   */
  hold(): void {
    this.#holding?.();
    this.#holding = this.#parts.clock.after(LONGEST_HOLD_MS, () => this.release());
  }

  release(): void {
    this.#holding?.();
    this.#holding = null;
    if (this.#late.length + this.#held.length > 0) this.#forewarn();
    for (const bytes of this.#late.splice(0)) this.#replica?.late(bytes);
    for (const bytes of this.#held.splice(0)) this.#replica?.received(bytes);
    this.#parts.wrote();
    this.#settle();
  }

  /** Words of mine that nobody else has, as far as this page knows. */
  onlyHere(): string {
    const unstored = this.#model.unsaved ? (this.#replica?.unstored() ?? []) : [];
    const kept = this.#kept === null ? [] : [{ words: wordsIn(this.#kept) }];
    const { aside, mine } = this.#own;
    return [...kept, ...aside, ...mine, ...unstored.filter(({ root }) => !this.#own.has(root))]
      .map(({ words }) => words.trim())
      .filter((words) => words !== '')
      .join('\n\n');
  }

  /** The same for another page of this stay to go on from; null where there is nothing. */
  unstored(): Unstored | null {
    const { aside, mine } = this.#own;
    const isBehind = this.#next !== null || this.#held.length + this.#late.length > 0;
    const written = this.#model.unsaved || isBehind ? this.#replica?.unstoredEdits(isBehind) : null;
    const edits = this.#kept ?? written ?? null;
    const isNothing = edits === null && mine.length + aside.length === 0;
    return isNothing ? null : { edits, mine: [...mine], aside: [...aside] };
  }

  /** What was kept from before is of a stay that is over: it goes into no copy any more. Answers its words. */
  giveUpKept(): string {
    const edits = this.#kept;
    this.#kept = null;
    return edits === null ? '' : wordsIn(edits);
  }

  forget(aside: number): void {
    this.#own.forget(aside);
  }

  /** Everything of it goes from this page. */
  destroy(): void {
    this.#channel.close();
    this.#holding?.();
    this.#cancelReopening();
    this.#replica?.destroy();
    this.#next?.destroy();
    this.#replica = null;
    this.#next = null;
    this.#held = [];
    this.#late = [];
    this.#carried = [];
    this.#own.clear();
    this.#kept = null;
    this.#touched.clear();
  }

  #opened(client: number): void {
    this.#sent = 0;
    this.#stored = 0;
    this.#answered = false;
    const replica = this.#replica;
    // Nobody takes what was written under another name any more.
    if (replica !== null && replica.client !== client) this.#rebuilding = true;
    if (replica !== null && !this.#rebuilding) return replica.opened();
    this.#next = this.#newReplica(client);
    this.#parts.wrote();
    this.#next.opened();
  }

  #newReplica(client: number): Replica {
    const earlier = [...this.#names].filter((name) => name !== client);
    this.#names.add(client);
    const replica: Replica = new Replica(client, earlier, {
      send: (bytes, frame) => this.#send(bytes, frame),
      dropped: () => this.#channel.reopen(),
      wrote: (update, roots) => this.#wrote(replica, update, roots),
      synced: () => this.#synced(replica),
      orphaned: (lost) => this.#orphaned(lost),
    });
    return replica;
  }

  #send(bytes: Uint8Array, frame: Frame): void {
    if (frame.kind === 'edits') {
      // What was pasted, or written while the line was away, may be more than one message can be.
      const parts = inParts(frame.update, editAtOnce);
      const whole = parts.length === 1;
      for (const part of whole ? [] : parts) this.#sendEdits(updateFrame(part), false);
      if (whole) this.#sendEdits(bytes, frame.empty);
      else if (frame.step === 'answer') this.#sendEdits(emptyAnswer(), true);
      this.#answered ||= frame.step === 'answer';
    } else this.#channel.send(bytes);
    this.#settle();
  }

  #sendEdits(bytes: Uint8Array, empty: boolean): void {
    if (!empty) this.#sent += 1;
    this.#channel.send(bytes);
  }

  #wrote(replica: Replica, update: Uint8Array, roots: readonly Root[]): void {
    if (replica === this.#replica && this.#rebuilding) this.#carried.push(update);
    for (const root of roots) this.#touched.set(rootOf(root), root);
    if (!this.#model.unsaved) this.#set({ unsaved: true });
    this.#parts.wrote();
  }

  #received(bytes: Uint8Array): void {
    const frame = readFrame(bytes);
    switch (frame.kind) {
      case 'stored':
        this.#stored = frame.count;
        return this.#settle();
      case 'refused':
        return this.#refuse(frame.refusal);
      case 'edits':
      case 'awareness':
        if (this.#next !== null) return this.#next.received(bytes);
        if (this.#holding !== null) {
          this.#held.push(bytes);
          return this.#parts.wrote();
        }
        this.#forewarn();
        return this.#replica?.received(bytes);
      case 'asked':
        return (this.#next ?? this.#replica)?.received(bytes);
      case 'unknown':
        return;
    }
  }

  #forewarn(): void {
    for (const listener of this.#forewarned) listener();
  }

  #synced(replica: Replica): void {
    this.#channel.worked();
    if (replica === this.#next) this.#swapWhenFree();
    this.#set({ line: { kind: 'open' } });
    this.#settle();
  }

  #closed(): void {
    this.#late.push(...this.#held.splice(0));
    this.#replica?.closed();
    this.#next?.destroy();
    this.#next = null;
    this.#set({ line: { kind: 'away' } });
  }

  #refuse({ clauses, code }: Refused): void {
    for (const clause of clauses) this.#refused.set(clause, code);
    this.#set({ refusing: new Set(this.#refused.keys()) });
    const roots = this.#rootsOf(clauses);
    this.#own.keep(roots, { kind: 'refused', error: replyOf(code) });
    this.#settle();
  }

  /** Every text of these clauses that this page holds. */
  #rootsOf(clauses: readonly ClauseId[]): Root[] {
    return this.#replica?.roots().filter(({ clause }) => clauses.includes(clause)) ?? [];
  }

  /** Once all that was sent is answered, nobody composes, and the line stands. */
  #settle(): void {
    if (this.#next !== null) return this.#swapWhenFree();
    const answered = this.#answered && this.#sent === this.#stored;
    if (!this.#channel.isOpen || !answered || this.#replica?.synced !== true) return;
    if (this.#refused.size > 0 && !this.#rebuilding && this.#holding === null) {
      this.#rebuilding = true;
      return this.#channel.reopen();
    }
    if (this.#refused.size > 0) return;
    this.#replica.stored();
    this.#touched.clear();
    if (this.#model.unsaved) this.#set({ unsaved: false });
  }

  /** The next copy takes over as soon as it knows what the server knows and nobody composes in the present one. */
  #swapWhenFree(): void {
    const next = this.#next;
    const free = this.#replica === null || this.#holding === null;
    if (next === null || !next.synced || !free) return;
    this.#forewarn();
    const before = this.#replica;
    const goesOn = before?.client === next.client;
    if (!goesOn) this.#own.keep(this.#touched.values(), { kind: 'unsent' });
    const carried = goesOn ? this.#carried : [];
    this.#replica = next;
    this.#next = null;
    this.#carried = [];
    this.#rebuilding = false;
    this.#touched.clear();
    for (const update of carried) Y.applyUpdate(next.doc, update);
    this.#takeUpKept(next);
    if (before !== null) this.#missing(before, next);
    this.#refused.clear();
    next.begin();
    if (before !== null) carryOver(before.undo, next.undo);
    for (const follower of this.#followers) follower(next);
    before?.destroy();
    this.#copies += 1;
    this.#set({ copy: this.#copies, unsaved: this.#touched.size > 0 });
    this.#own.compare();
    this.#reopenLater();
  }

  /** Sent again, where they are the same edits still; what finds no place is put aside. */
  #takeUpKept({ doc, client }: Replica): void {
    const edits = this.#kept;
    if (edits === null) return;
    this.#kept = null;
    const isTaken = takeUp(doc, client, edits);
    const why = { kind: isTaken ? 'orphaned' : 'unsent' } as const;
    this.#own.lose(missingOf(doc, edits.pieces), why);
  }

  /** What somebody took away while the copies were exchanged: nobody can tell any more whether they had read it. */
  #missing(before: Replica, next: Replica): void {
    for (const name of this.#names) this.#orphaned(missingIn(next.doc, before.doc, name));
  }

  #orphaned(lost: readonly Orphan[]): void {
    this.#own.lose(lost, { kind: 'orphaned' });
  }

  /** What was just closed to this page is not written in again before it has heard why, or could have. */
  #reopenLater(): void {
    this.#cancelReopening();
    if (this.#model.refusing.size === 0) return;
    this.#cancelReopening = this.#parts.clock.after(NEWS_MS, () => this.news());
  }

  #wordsOf(root: Root): string {
    if (this.#replica === null) return '';
    const shared = this.#replica.textOf(root);
    const text = readText(shared);
    // Longer than a clause may be: its words all the same.
    return text === null ? shared.toJSON().replaceAll(/<[^>]*>/g, '\n') : plainText(text);
  }

  #set(change: Partial<LiveModel>): void {
    this.#model = { ...this.#model, ...change };
    this.#parts.changed(this.#model);
  }
}
