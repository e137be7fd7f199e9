import { richTextSchema } from '@parley/shared/agreement';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';

/** A clause takes nothing deeper than this. Its own blocks are the first level, words are one below their block. */
const MOST = richTextSchema.bounds.depth;
/** A list, an item, a paragraph and its words. */
const LIST = 4;

export const isTooDeep = ({ content }: Node): boolean => depthOf(content) > MOST;

function depthOf(content: Fragment): number {
  let most = 0;
  content.forEach((node) => {
    most = Math.max(most, 1 + (node.isTextblock ? 1 : depthOf(node.content)));
  });
  return most;
}

/** What is pasted beside a block so deep, with all its words: what is deeper than it may be comes further up. */
export function fitting(slice: Slice, beside: number): Slice {
  const room = MOST - Math.max(beside, 1) + 1;
  if (depthOf(slice.content) <= room) return slice;
  const content = blocksIn(slice.content, room);
  const { openStart, openEnd } = Slice.maxOpen(content);
  return new Slice(content, Math.min(slice.openStart, openStart), Math.min(slice.openEnd, openEnd));
}

function blocksIn(content: Fragment, room: number): Fragment {
  const blocks: Node[] = [];
  content.forEach((node) => {
    if (!isList(node)) blocks.push(node.isTextblock ? node : node.copy(blocksIn(node.content, room - 1)));
    else if (room < LIST) blocks.push(...wordsOf(node));
    else blocks.push(node.copy(Fragment.from(itemsIn(node, room))));
  });
  return Fragment.from(blocks);
}

/** The items of a list; what stands in them and would be too deep stands behind them. */
function itemsIn(list: Node, room: number): Node[] {
  const inItem = room - 2;
  return list.children.flatMap((item) => {
    if (inItem >= LIST) return [item.copy(blocksIn(item.content, inItem))];
    const own = item.children.filter((block) => !isList(block));
    const below = item.children.filter(isList).flatMap((each) => itemsIn(each, room));
    return own.length === 0 ? below : [item.copy(Fragment.from(own)), ...below];
  });
}

const wordsOf = (node: Node): Node[] => (node.isTextblock ? [node] : node.children.flatMap(wordsOf));

const isList = ({ type: { name } }: Node): boolean => name === 'bulletList' || name === 'orderedList';
