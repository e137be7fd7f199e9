import { richTextSchema } from '@parley/shared/agreement';
import type { ErrorCode } from '@parley/shared/errors';
import * as Y from 'yjs';
import type { Added } from './update/filter.ts';

const { characters: MOST_CHARACTERS, nodes: MOST_NODES } = richTextSchema.bounds;

/**
 * How long the clauses of a document are. Counted upwards, as cheaply as edits come; only where that comes near the
 * bound a clause is measured again as it is.
 */
export class Sizes {
  readonly #doc: Y.Doc;
  readonly #most = new Map<string, Added>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Whether so much more is too much. */
  judge(root: string, added: Added): ErrorCode | null {
    if (added.characters === 0 && added.nodes === 0) return null;
    if (fits(sum(this.#sizeOf(root), added))) return null;
    const measured = this.#measure(root);
    return fits(sum(measured, added)) ? null : 'clause.too-long';
  }

  /** They have changed in another way. */
  forget(): void {
    this.#most.clear();
  }

  add(root: string, added: Added): void {
    this.#most.set(root, sum(this.#sizeOf(root), added));
  }

  #sizeOf(root: string): Added {
    return this.#most.get(root) ?? this.#measure(root);
  }

  #measure(root: string): Added {
    const type = this.#doc.share.get(root);
    const size = type === undefined ? { characters: 0, nodes: 0 } : sizeOf(type._start);
    this.#most.set(root, size);
    return size;
  }
}

const sum = (one: Added, other: Added): Added => ({
  characters: one.characters + other.characters,
  nodes: one.nodes + other.nodes,
});

const fits = ({ characters, nodes }: Added): boolean => characters <= MOST_CHARACTERS && nodes < MOST_NODES;

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
