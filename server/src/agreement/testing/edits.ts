import * as Y from 'yjs';
import type { Random } from '../../fuzz/testing/random.ts';

/** What one edit did, in a few words, and the words it brought. */
export interface Edit {
  readonly what: string;
  readonly root: string;
  readonly words: string | null;
}

const WORDS = ['甲方', '乙方应当', ' pay ', '𠮷', '٣', 'x', ' '] as const;
const MARKS: readonly [object, ...object[]] = [
  { bold: {} },
  { italic: {} },
  { bold: null },
  { money: { amount: '500.00', currency: 'CNY' } },
  { money: null },
];

/** One random edit in a root; `marker` is in whatever words it brings. */
export function edit(random: Random, fragment: Y.XmlFragment, root: string, marker: string): Edit {
  const texts = textsOf(fragment);
  const text = random.maybe(texts);
  const draw = random.next();
  if (text === undefined || draw < 0.12)
    return { what: 'block', root, words: addBlock(random, fragment, marker) };
  const [from, to] = stretch(random, text);
  if (draw < 0.62) {
    const words = `${random.one(WORDS)}${marker}${random.one(WORDS)}`;
    text.insert(from, words, random.chance(0.2) ? random.one(MARKS) : undefined);
    return { what: 'words', root, words };
  }
  if (draw < 0.8) {
    text.delete(from, to - from);
    return { what: 'deletion', root, words: null };
  }
  if (draw < 0.92) {
    text.format(from, to - from, random.one(MARKS));
    return { what: 'mark', root, words: null };
  }
  if (draw < 0.96) {
    const block = random.below(fragment.length);
    fragment.delete(block, Math.min(1 + random.below(2), fragment.length - block));
    return { what: 'removal', root, words: null };
  }
  const heading = random.maybe(elementsOf(fragment).filter(({ nodeName }) => nodeName === 'heading'));
  setNumber(heading, 'level', 1 + random.below(3));
  return { what: 'attribute', root, words: null };
}

/** A place in a text and another a little further on; no editor tears a sign of two halves apart. */
function stretch(random: Random, text: Y.XmlText): readonly [from: number, to: number] {
  const untyped: { toDelta(): readonly { insert: unknown }[] } = text;
  const words = untyped
    .toDelta()
    .map(({ insert }) => String(insert))
    .join('');
  const whole = (at: number): number => (/[\ud800-\udbff]/.test(words.charAt(at - 1)) ? at - 1 : at);
  const from = whole(random.below(text.length + 1));
  return [from, whole(Math.min(from + random.below(12), text.length))];
}

function addBlock(random: Random, fragment: Y.XmlFragment, marker: string): string {
  const text = new Y.XmlText(marker);
  const name = random.one(['paragraph', 'heading', 'orderedList']);
  const block = new Y.XmlElement(name);
  fragment.doc?.transact(() => {
    fragment.insert(random.below(fragment.length + 1), [block]);
    if (name === 'heading') setNumber(block, 'level', 1);
    if (name !== 'orderedList') return block.insert(0, [text]);
    const [item, paragraph] = [new Y.XmlElement('listItem'), new Y.XmlElement('paragraph')];
    block.insert(0, [item]);
    item.insert(0, [paragraph]);
    return paragraph.insert(0, [text]);
  });
  return marker;
}

/** Yjs keeps any value; its types know strings only. */
export function setNumber(element: Y.XmlElement | undefined, name: string, value: number): void {
  const untyped: { setAttribute(name: string, value: unknown): void } | undefined = element;
  untyped?.setAttribute(name, value);
}

function elementsOf(within: Y.XmlFragment): Y.XmlElement[] {
  const children = within.toArray().filter((child) => child instanceof Y.XmlElement);
  return children.flatMap((child) => [child, ...elementsOf(child)]);
}

const textsOf = (fragment: Y.XmlFragment): Y.XmlText[] =>
  elementsOf(fragment).flatMap((element) => element.toArray().filter((child) => child instanceof Y.XmlText));
