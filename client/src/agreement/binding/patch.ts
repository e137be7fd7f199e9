import { type Node, Slice } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';

/** Makes `after` of the transaction's document, leaving alone whatever is the same: the screen redraws the rest. */
export function patch(transaction: Transaction, after: Node): void {
  patchContent(transaction, transaction.doc, after, 0);
}

function patchContent(transaction: Transaction, before: Node, after: Node, at: number): void {
  if (before.isTextblock) return patchWords(transaction, before, after, at);
  const [was, is] = [before.children, after.children];
  const shorter = Math.min(was.length, is.length);
  let head = 0;
  while (head < shorter && same(was[head], is[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && same(was[was.length - 1 - tail], is[is.length - 1 - tail])) tail += 1;
  const [old, next] = [was.slice(head, was.length - tail), is.slice(head, is.length - tail)];
  const start = at + sizeOf(was.slice(0, head));
  if (old.length === next.length && old.every((node, index) => goesOn(node, next[index]))) {
    // From the end, so that the positions of those before stay true.
    let end = start + sizeOf(old);
    for (let index = old.length - 1; index >= 0; index -= 1) {
      const [node, other] = [old[index], next[index]];
      if (node === undefined || other === undefined) continue;
      end -= node.nodeSize;
      if (!same(node, other)) patchContent(transaction, node, other, end + 1);
    }
    return;
  }
  transaction.replaceWith(start, start + sizeOf(old), next);
}

/** The one stretch that differs. */
function patchWords(transaction: Transaction, before: Node, after: Node, at: number): void {
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || end === null) return;
  // Signs that repeat are found at both ends.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  transaction.replace(
    at + start,
    at + end.a + overlap,
    new Slice(after.content.cut(start, end.b + overlap), 0, 0),
  );
}

const same = (one: Node | undefined, other: Node | undefined): boolean =>
  one !== undefined && other !== undefined && (one === other || one.eq(other));

const goesOn = (one: Node, other: Node | undefined): boolean =>
  other !== undefined && one.hasMarkup(other.type, other.attrs) && !one.isLeaf;

const sizeOf = (nodes: readonly Node[]): number => nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
