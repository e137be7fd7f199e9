import { richTextSchema } from '@parley/shared/agreement';
import type { ErrorCode } from '@parley/shared/errors';
import * as Y from 'yjs';
import type { Added } from './update/filter.ts';

const { characters: MOST_CHARACTERS, nodes: MOST_NODES } = richTextSchema.bounds;

/**
 * As much as four of the longest texts: whatever reads all of a document, to keep or restore it, holds up everybody
 * else for no longer than that takes.
 */
const WHOLE = { characters: 4 * MOST_CHARACTERS, nodes: 4 * MOST_NODES };

/**
 * How long the clauses of a document are, and all of it. Counted upwards, as cheaply as edits come; only where that
 * comes near a bound it is measured again as it is.
 */
export class Sizes {
  readonly #doc: Y.Doc;
  readonly #most = new Map<string, Added>();
  #whole: Added | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Whether so much more is too much. */
  judge(root: string, added: Added): ErrorCode | null {
    if (added.characters === 0 && added.nodes === 0) return null;
    if (!fits(sum(this.#sizeOf(root), added)) && !fits(sum(this.#measure(root), added)))
      return 'clause.too-long';
    const isRoom =
      fitsWhole(sum(this.#whole ?? this.#measureAll(), added)) || fitsWhole(sum(this.#measureAll(), added));
    return isRoom ? null : 'document.too-long';
  }

  /** They have changed in another way. */
  forget(): void {
    this.#most.clear();
    this.#whole = null;
  }

  add(root: string, added: Added): void {
    this.#most.set(root, sum(this.#sizeOf(root), added));
    if (this.#whole !== null) this.#whole = sum(this.#whole, added);
  }

  #sizeOf(root: string): Added {
    return this.#most.get(root) ?? this.#measure(root);
  }

  #measureAll(): Added {
    this.#whole = [...this.#doc.share.values()].map(({ _start }) => sizeOf(_start)).reduce(sum, NONE);
    return this.#whole;
  }

  #measure(root: string): Added {
    const type = this.#doc.share.get(root);
    const size = type === undefined ? NONE : sizeOf(type._start);
    this.#most.set(root, size);
    return size;
  }
}

const NONE: Added = { characters: 0, nodes: 0 };
const sum = (one: Added, other: Added): Added => ({
  characters: one.characters + other.characters,
  nodes: one.nodes + other.nodes,
});

const fits = ({ characters, nodes }: Added): boolean => characters <= MOST_CHARACTERS && nodes < MOST_NODES;

const fitsWhole = ({ characters, nodes }: Added): boolean =>
  characters <= WHOLE.characters && nodes < WHOLE.nodes;

/** Each change of marks makes another piece of text, and counts as one. */
function sizeOf(first: Y.Item | null): Added {
  let [characters, nodes] = [0, 0];
  for (let item = first; item !== null; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentString) characters += item.length;
    else nodes += 1;
    if (!(content instanceof Y.ContentType)) continue;
    const inside = sizeOf(content.type._start);
    characters += inside.characters;
    nodes += inside.nodes;
  }
  return { characters, nodes };
}
