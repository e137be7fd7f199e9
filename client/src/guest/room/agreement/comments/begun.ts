import type { DocumentKind } from '@parley/shared/agreement';
import type { CommentId, Epoch } from '@parley/shared/ids';
import type { MyPlace } from '@parley/shared/policy';
import { mint } from '../../../../session/mint.ts';
import type { Mentioned, Scope } from './mentions.ts';
import type { Remarking } from './remarking.ts';

/** What a remark is about: words of a clause, or what somebody remarked. */
export type About =
  | { readonly kind: 'words'; readonly remarking: Remarking }
  | { readonly kind: 'comment'; readonly comment: CommentId };

/** One stay in a private room; the joint session is the same one whenever one comes back to it. */
type Stay = Epoch | 'plenary';

/** A remark that somebody has begun to write. */
export interface BegunRemark {
  /** Under which it is said once, however often it is sent. */
  readonly id: CommentId;
  /** Where it was begun. */
  readonly stay: Stay;
  readonly doc: DocumentKind;
  readonly about: About;
  readonly text: string;
  readonly mentioned: readonly Mentioned[];
  readonly scope: Scope;
}

/**
 * What I have begun to remark, until it has been sent or put away: on this page alone, in memory. It is of the room it
 * was begun in and shown in no other; leaving a private room forgets what was begun there.
 */
export class BegunRemarks {
  #all: readonly BegunRemark[] = [];
  readonly #listeners = new Set<() => void>();

  readonly all = (): readonly BegunRemark[] => this.#all;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Where I stand now. */
  carryInto(place: MyPlace): void {
    const here = stayOf(place);
    this.#keep(({ stay }) => stay === 'plenary' || stay === here);
  }

  /** What is begun already goes on; what nobody has written a word of makes room for it. */
  begin(place: MyPlace, doc: DocumentKind, about: About): void {
    const stay = stayOf(place);
    if (stay === null || begunIn(this.#all, place, doc).some((each) => isSame(each.about, about))) return;
    const id = mint.comment();
    const begun: BegunRemark = { id, stay, doc, about, text: '', mentioned: [], scope: 'room' };
    this.#set([...this.#all.filter(isWritten), begun]);
  }

  change(id: CommentId, change: Partial<Pick<BegunRemark, 'text' | 'mentioned' | 'scope'>>): void {
    this.#set(this.#all.map((each) => (each.id === id ? { ...each, ...change } : each)));
  }

  /** It was sent, or is not wanted any more. */
  drop(id: CommentId): void {
    this.#keep((each) => each.id !== id);
  }

  dropEmpty(): void {
    this.#keep(isWritten);
  }

  #keep(those: (remark: BegunRemark) => boolean): void {
    const kept = this.#all.filter(those);
    if (kept.length < this.#all.length) this.#set(kept);
  }

  #set(all: readonly BegunRemark[]): void {
    this.#all = all;
    for (const listener of this.#listeners) listener();
  }
}

/** Those of one document that belong where I stand. */
export const begunIn = (
  all: readonly BegunRemark[],
  place: MyPlace,
  doc: DocumentKind,
): readonly BegunRemark[] => all.filter((each) => each.doc === doc && each.stay === stayOf(place));

function stayOf(place: MyPlace): Stay | null {
  if (place.kind !== 'room') return null;
  return place.roomKind === 'plenary' ? 'plenary' : place.epoch;
}

const isWritten = ({ text }: BegunRemark): boolean => text.trim() !== '';

function isSame(one: About, other: About): boolean {
  if (one.kind === 'comment') return other.kind === 'comment' && one.comment === other.comment;
  if (other.kind !== 'words') return false;
  const [{ root, anchor }, second] = [one.remarking, other.remarking];
  return (
    root.clause === second.root.clause &&
    root.language === second.root.language &&
    anchor.from === second.anchor.from &&
    anchor.to === second.anchor.to
  );
}
