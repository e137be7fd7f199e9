import * as Y from 'yjs';
import { isElement } from '../binding/shape.ts';

/** Words that were written under one name, one after the other. */
export interface Written {
  /** Null: a decision put them in. */
  readonly client: number | null;
  readonly text: string;
}

/** Names of people's pages have 32 bits; above them are those of what the session has decided. */
const FIRST_DECIDED = 2 ** 32;

/** What a shared text says, paragraph by paragraph, with the name under which each stretch of it was written. */
export function writtenIn(root: Y.XmlFragment): readonly (readonly Written[])[] {
  return root.toArray().flatMap((child): readonly (readonly Written[])[] => {
    if (!isElement(child)) return [];
    const texts = child.toArray().filter((each) => each instanceof Y.XmlText);
    return texts.length === 0 ? writtenIn(child) : [paragraph(child)];
  });
}

function paragraph(block: Y.XmlElement): readonly Written[] {
  const all: Written[] = [];
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) for (const each of stretches(child)) append(all, each);
    else if (child instanceof Y.XmlElement) append(all, { client: all.at(-1)?.client ?? null, text: '\n' });
  }
  return all;
}

function stretches(text: Y.XmlText): readonly Written[] {
  const all: Written[] = [];
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { client } = item.id;
    append(all, { client: client < FIRST_DECIDED ? client : null, text: item.content.str });
  }
  return all;
}

function append(all: Written[], next: Written): void {
  const last = all.at(-1);
  if (last?.client === next.client) all[all.length - 1] = { ...next, text: last.text + next.text };
  else all.push(next);
}
