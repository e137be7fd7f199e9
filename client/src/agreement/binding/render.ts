import type { NodeKind } from '@parley/shared/agreement';
import { Fragment, Mark, type Node, type Schema } from '@tiptap/pm/model';
import type * as Y from 'yjs';
import { piecesOf } from './pieces.ts';
import { attributesFor, isElement, isTextblock, kindOf, type Marks, shownIn } from './shape.ts';

/** Shared texts as the editor's documents. What has not changed since is the very node it was before. */
export class Rendering {
  readonly #schema: Schema;
  readonly #nodes = new WeakMap<Y.XmlElement, Node>();

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  document(root: Y.XmlFragment): Node {
    return this.#type('doc').create(null, this.#contentOf(root, 'doc'));
  }

  /** These have changed, or something in them. */
  forget(types: Iterable<unknown>): void {
    for (const type of types) if (isElement(type)) this.#nodes.delete(type);
  }

  #node(element: Y.XmlElement, kind: NodeKind): Node {
    const known = this.#nodes.get(element);
    if (known !== undefined) return known;
    const node = this.#type(kind).create(attributesFor(kind, element), this.#contentOf(element, kind));
    this.#nodes.set(element, node);
    return node;
  }

  #contentOf(container: Y.XmlFragment, kind: NodeKind): Fragment {
    if (isElement(container) && isTextblock(kind)) return this.#words(container);
    const nodes = shownIn(container).flatMap((element) => {
      const inside = kindOf(element);
      return inside === null ? [] : [this.#node(element, inside)];
    });
    // Somewhere to write: it becomes part of the shared text with the first word.
    if (nodes.length === 0 && canHoldParagraph(kind)) nodes.push(this.#type('paragraph').create());
    return Fragment.fromArray(nodes);
  }

  #words(block: Y.XmlElement): Fragment {
    const nodes = piecesOf(block).flatMap((piece) => {
      if (piece.kind === 'break') return [this.#type('hardBreak').create()];
      return piece.text === '' ? [] : [this.#schema.text(piece.text, this.#marks(piece.marks))];
    });
    return Fragment.fromArray(nodes);
  }

  #marks(marks: Marks): readonly Mark[] {
    return Mark.setFrom(
      Object.entries(marks).map(([name, attributes]) => this.#schema.mark(name, attributes)),
    );
  }

  #type(kind: NodeKind) {
    const type = this.#schema.nodes[kind];
    if (type === undefined) throw new Error(`the editor knows no ${kind}`);
    return type;
  }
}

const canHoldParagraph = (kind: NodeKind): boolean =>
  kind === 'doc' || kind === 'listItem' || kind === 'tableCell' || kind === 'tableHeader';
