import { isNodeKind, type NodeKind, parseRoot, richTextSchema } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import * as Y from 'yjs';

/** Where structs can stand: a clause's text as a whole (`doc`), an element of it, or a run of text. */
export interface Place {
  /** The name of the root type that it hangs from. */
  readonly root: string;
  readonly kind: NodeKind | 'text';
  readonly depth: number;
  /** What it is in the document; null while it is only in an update. */
  readonly type: YType | null;
}

export type YType = Exclude<NonNullable<Y.Item['parent']>, Y.ID>;

/** The places of a document. Nothing moves from one to another, so that each is made out once. */
export class Places {
  readonly #known = new WeakMap<YType, Place>();

  of(type: YType): Place {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const item = type._item;
    const place =
      item === null
        ? rootPlace(Y.findRootTypeKey(type), type)
        : inside(this.ofItem(item), nameOf(type), type);
    this.#known.set(type, place);
    return place;
  }

  ofItem(item: Y.Item): Place {
    return this.of(parentOf(item));
  }
}

/** Throws `document.bad-edit` for a name that no clause can have. */
export function rootPlace(name: string, type: YType | null): Place {
  if (parseRoot(name) === null) throw new Refusal('document.bad-edit');
  return { root: name, kind: 'doc', depth: 0, type };
}

/** Throws `document.bad-edit` when an element of this name, or a run of text, has no business there. */
export function inside(outer: Place, name: string | null, type: YType | null): Place {
  const kind = name ?? 'text';
  if (outer.kind === 'text' || outer.depth >= richTextSchema.bounds.depth)
    throw new Refusal('document.bad-edit');
  const holds: readonly string[] = richTextSchema.nodes[outer.kind].holds;
  if (!holds.includes(kind) || !(kind === 'text' || isNodeKind(kind))) throw new Refusal('document.bad-edit');
  return { root: outer.root, kind, depth: outer.depth + 1, type };
}

const nameOf = (type: YType): string | null => (type instanceof Y.XmlElement ? type.nodeName : null);

/** What is in a document has a type for its parent; only what is still on its way has less. */
export function parentOf(item: Y.Item): YType {
  const { parent } = item;
  if (!(parent instanceof Y.AbstractType)) throw new Error('an item of a document has no parent');
  return parent;
}
