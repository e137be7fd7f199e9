import {
  type AgreementView,
  type DocumentKind,
  nothingOfAgreement,
  type Pen,
  type TextHash,
} from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { ClauseId, Epoch, SideId } from '@parley/shared/ids';
import { err, ok } from '@parley/shared/lib';
import type { OfferedTemplate, RequestInput, RequestName } from '@parley/shared/protocol';
import type { LiveDocument, LiveDocumentParts } from '../agreement/live/document.ts';
import type { LiveModel, SharedDocument } from '../agreement/live/model.ts';
import type { AgreementActions, NewAgreement, Publishing } from './agreement-actions.ts';
import { commentActions } from './agreement-comments.ts';
import { type KeepingActions, keepingActions } from './agreement-keeping.ts';
import { AgreementReader, type ToldOfAgreement } from './agreement-reader.ts';
import { type ProposalActions, proposalActions } from './agreement-proposals.ts';
import { type VersionActions, versionActions } from './agreement-versions.ts';
import { type Answered, type Ask, type Asked, replyTo, telling } from './ask.ts';
import type { Clock } from './clock.ts';
import { type LostWords, LostWordsBox } from './lost-words.ts';
import { Once } from './once.ts';
import { type OfStay, wordsOf } from './unstored.ts';
import { UnstoredKeep, type UnstoredKeepParts } from './unstored-keep.ts';

/** A document that is looked at on this page. */
export type OpenDocument =
  /** What it is written with is on its way. */
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'open'; readonly document: SharedDocument; readonly live: LiveModel };

export interface AgreementModel {
  readonly view: AgreementView;
  /** Null while nobody here has looked at it. */
  readonly documents: { readonly [K in DocumentKind]: OpenDocument | null };
}

export const noAgreement: AgreementModel = {
  view: nothingOfAgreement,
  documents: { agreement: null, draft: null },
};

/** Makes documents; loaded when the first one is looked at. */
export type LoadDocuments = () => Promise<MakeDocument>;
export type MakeDocument = (
  parts: Pick<LiveDocumentParts, 'kind' | 'ask' | 'clock' | 'changed' | 'wrote' | 'kept'>,
) => LiveDocument;

interface AgreementBoxParts {
  readonly ask: Ask;
  /** What was done about a clause is refused. */
  readonly failed: (error: unknown) => void;
  readonly clock: Clock;
  readonly load: LoadDocuments;
  /** Where this tab keeps what is not stored. */
  readonly unstored: Pick<UnstoredKeepParts, 'keep' | 'owner' | 'tab'>;
  readonly changed: (change: {
    readonly agreement?: AgreementModel;
    readonly lostWords?: readonly LostWords[];
  }) => void;
}

const kinds = ['agreement', 'draft'] as const satisfies readonly DocumentKind[];

/**
 * The agreement of the session, and the draft of the caucus I stand in. The draft is gone from this page with the room;
 * what I wrote in it and nobody has stays for me alone, until I put it away.
 */
export class AgreementBox implements AgreementActions {
  readonly proposals: ProposalActions;
  readonly comments = commentActions((name, input) => this.#asked(name, input));
  readonly versions: VersionActions;
  readonly keeping: KeepingActions;
  readonly #once: Once;
  readonly #parts: AgreementBoxParts;
  readonly #reader: AgreementReader;
  #model: AgreementModel = noAgreement;
  /** What has been looked at. */
  readonly #wanted = new Set<DocumentKind>();
  #epoch: Epoch | null = null;
  #online = false;
  /** Tells what was loaded for a room from what is wanted in the next. */
  readonly #turns = { agreement: 0, draft: 0 };
  readonly #documents = new Map<DocumentKind, LiveDocument>();
  readonly #lost: LostWordsBox;
  readonly #unstored: UnstoredKeep;
  /** From before this page was loaded anew: until it is known where I stand, and then until its document is open. */
  #found: readonly OfStay[] = [];

  constructor(parts: AgreementBoxParts) {
    this.#parts = parts;
    this.#lost = new LostWordsBox({ changed: (lostWords) => parts.changed({ lostWords }) });
    this.#unstored = new UnstoredKeep({
      ...parts.unstored,
      clock: parts.clock,
      words: () => this.#notStored(),
    });
    this.#reader = new AgreementReader(parts.ask);
    const once = new Once(parts.ask, parts.failed);
    this.#once = once;
    this.proposals = proposalActions(this.#asked, once);
    this.versions = versionActions(this.#answered, once, (doc) => this.#here(doc));
    this.keeping = keepingActions(this.#answered, once);
  }

  /** Where I stand now; null in no room. `fresh`: the line has been away, and will tell all it knows. */
  place(epoch: Epoch | null, fresh: boolean): void {
    const moved = epoch !== this.#epoch;
    this.#epoch = epoch;
    this.#online = true;
    if (moved) this.#leave();
    this.#find();
    if (moved && fresh) this.#show(nothingOfAgreement);
    this.#follow();
    if (moved) this.#unstored.now();
  }

  /** The page may be gone in a moment. */
  hurry(): void {
    this.#unstored.now();
  }

  /** The line is away: what is written stays here until it is back. */
  away(): void {
    this.#online = false;
    this.#follow();
  }

  /** It does not come back by itself: but for words of mine that are nowhere else, nothing stays here. */
  lineOver(): void {
    this.#online = false;
    this.#epoch = null;
    this.#leave();
    this.#find();
    this.#giveUp(this.#found);
    this.#found = [];
    this.#reader.forget();
    if (this.#onlyHere('agreement') === '') this.#drop('agreement');
    this.#show(nothingOfAgreement);
    this.#follow();
    this.#unstored.now();
  }

  heard(told: ToldOfAgreement): void {
    const view = this.#reader.read(told);
    if (view === null) return;
    this.#show(view);
    for (const document of this.#documents.values()) document.news();
    this.#follow();
  }

  open(kind: DocumentKind): void {
    this.#wanted.add(kind);
    if (this.#model.documents[kind]?.kind === 'failed') this.#put(kind, null);
    this.#follow();
  }

  async templates(doc: DocumentKind): Promise<readonly OfferedTemplate[] | null> {
    const answer = await this.#answered('agreement.templates', this.#here(doc));
    return answer.ok ? answer.value.templates : null;
  }

  start(doc: DocumentKind, wish: NewAgreement): Promise<boolean> {
    return this.#done('agreement.start', { ...this.#here(doc), ...wish, languages: [...wish.languages] });
  }

  restart(doc: DocumentKind, wish: NewAgreement): Promise<boolean> {
    return this.#done('agreement.restart', { ...this.#here(doc), ...wish, languages: [...wish.languages] });
  }

  async add(doc: DocumentKind, after: ClauseId | null, pen: Pen): Promise<ClauseId | null> {
    const wish = { ...this.#here(doc), after, pen };
    const added = await this.#once.asked(['clause', wish], (ask, attempt) =>
      ask('clause.add', { ...wish, attempt }),
    );
    return added?.clause ?? null;
  }

  remove(doc: DocumentKind, clause: ClauseId): Promise<boolean> {
    return this.#done('clause.remove', { ...this.#here(doc), clause });
  }

  move(doc: DocumentKind, clause: ClauseId, after: ClauseId | null): Promise<boolean> {
    return this.#done('clause.move', { ...this.#here(doc), clause, after });
  }

  hand(clause: ClauseId, pen: Pen): Promise<boolean> {
    return this.#done('clause.pen', { clause, pen });
  }

  propose(clause: ClauseId): Promise<boolean> {
    return this.#done('clause.propose', { clause });
  }

  agree(clause: ClauseId, hash: TextHash): Promise<boolean> {
    return this.#done('clause.agree', { clause, hash });
  }

  disagree(clause: ClauseId, reason: string): Promise<boolean> {
    return this.#done('clause.disagree', { clause, reason });
  }

  reopen(clause: ClauseId): Promise<boolean> {
    return this.#done('clause.reopen', { clause });
  }

  lock(clause: ClauseId): Promise<boolean> {
    return this.#done('clause.lock', { clause });
  }

  excuse(side: SideId, reason: string): Promise<boolean> {
    return this.#done('side.excuse', { side, reason });
  }

  askAgain(side: SideId): Promise<boolean> {
    return this.#done('side.ask', { side });
  }

  align(clause: ClauseId, hash: TextHash): Promise<boolean> {
    return this.#done('clause.align', { clause, hash });
  }

  async publish({ clauses, after, hash }: Publishing): Promise<ErrorReply | null> {
    const { epoch } = this.#here('draft');
    const wish = { epoch, clauses: [...clauses], after, hash };
    const answer = await this.#once.answered(['publish', wish], (ask, attempt) =>
      ask('draft.publish', { ...wish, attempt }),
    );
    return answer.ok ? null : answer.error;
  }

  putAway(lost: number): void {
    // Nothing of it is to stay on a page that is left.
    if (this.#lost.isWaiting(lost)) this.#drop('agreement');
    this.#lost.putAway(lost);
  }

  close(): void {
    this.#unstored.close();
    for (const kind of kinds) this.#drop(kind);
  }

  /** Of the room I stand in. */
  #here(doc: DocumentKind): { readonly doc: DocumentKind; readonly epoch: Epoch } {
    return { doc, epoch: this.#epoch ?? 0 };
  }

  async #done<N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean> {
    return (await this.#asked(name, input)) !== null;
  }

  readonly #asked: Asked = (name, input) => telling(this.#parts.ask, this.#parts.failed)(name, input);

  readonly #answered: Answered = async (name, input) => {
    try {
      return ok(await this.#parts.ask(name, input));
    } catch (error) {
      return err(replyTo(error));
    }
  };

  /** A draft is of one stay in one room. */
  #leave(): void {
    this.#wanted.delete('draft');
    this.#lost.keep('draft', this.#onlyHere('draft'));
    this.#drop('draft');
    this.#lost.keep('earlier', this.#documents.get('agreement')?.giveUpKept() ?? '');
    if (this.#model.view.draft !== null) this.#show({ ...this.#model.view, draft: null });
  }

  /** What is of this stay goes on in its document; of any other its words alone are kept, for me. */
  #find(): void {
    const found = this.#unstored.take();
    this.#found = [...this.#found, ...found.filter(({ isOwn }) => isOwn).map(({ of }) => of)];
    const past = found.filter(({ isOwn }) => !isOwn).map(({ of }) => of);
    const elsewhere = this.#epoch === null ? [] : this.#found.filter(({ epoch }) => epoch !== this.#epoch);
    this.#found = this.#found.filter((each) => !elsewhere.includes(each));
    this.#giveUp([...past, ...elsewhere]);
    if (this.#epoch !== null) for (const { kind } of this.#found) this.#wanted.add(kind);
  }

  #giveUp(past: readonly OfStay[]): void {
    for (const { kind, unstored } of past)
      this.#lost.keep(kind === 'draft' ? kind : 'earlier', wordsOf(unstored));
  }

  /** All that this tab keeps for me. Words that I am shown as kept are not among them. */
  #notStored(): readonly OfStay[] {
    const epoch = this.#epoch;
    const open = kinds.flatMap((kind): OfStay[] => {
      const unstored = epoch === null ? null : (this.#documents.get(kind)?.unstored() ?? null);
      return epoch === null || unstored === null ? [] : [{ kind, epoch, unstored }];
    });
    return [...this.#found, ...open];
  }

  #follow(): void {
    for (const kind of kinds) {
      const there = this.#model.view[kind] !== null;
      if (this.#model.documents[kind] === null && there && this.#wanted.has(kind)) void this.#load(kind);
      this.#documents.get(kind)?.place(this.#online && there ? this.#epoch : null);
    }
    this.#review();
  }

  /** In a room one sees in the agreement itself what is not stored of it. */
  #review(): void {
    this.#lost.waits(this.#epoch === null ? this.#onlyHere('agreement') : '');
  }

  /** What I wrote in it and nobody else has. */
  #onlyHere(kind: DocumentKind): string {
    return this.#documents.get(kind)?.onlyHere() ?? '';
  }

  async #load(kind: DocumentKind): Promise<void> {
    const { ask, clock, load } = this.#parts;
    const turn = (this.#turns[kind] += 1);
    this.#put(kind, { kind: 'loading' });
    try {
      const make = await load();
      if (turn !== this.#turns[kind]) return;
      const document: LiveDocument = make({
        kind,
        ask,
        clock,
        changed: (live) => {
          if (turn !== this.#turns[kind]) return;
          this.#put(kind, { kind: 'open', document, live });
          if (live.unsaved) this.#unstored.later();
          else this.#unstored.now();
        },
        wrote: () => this.#unstored.later(),
        kept: this.#found.find((each) => each.kind === kind)?.unstored ?? null,
      });
      this.#found = this.#found.filter((each) => each.kind !== kind);
      this.#documents.set(kind, document);
      this.#put(kind, { kind: 'open', document, live: document.model });
      this.#follow();
    } catch {
      if (turn === this.#turns[kind]) this.#put(kind, { kind: 'failed' });
    }
  }

  #drop(kind: DocumentKind): void {
    this.#turns[kind] += 1;
    this.#documents.get(kind)?.destroy();
    this.#documents.delete(kind);
    if (this.#model.documents[kind] !== null) this.#put(kind, null);
  }

  #show(view: AgreementView): void {
    this.#model = { ...this.#model, view };
    this.#parts.changed({ agreement: this.#model });
  }

  #put(kind: DocumentKind, document: OpenDocument | null): void {
    this.#model = { ...this.#model, documents: { ...this.#model.documents, [kind]: document } };
    this.#parts.changed({ agreement: this.#model });
    this.#review();
  }
}
