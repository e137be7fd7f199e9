import * as Y from 'yjs';
import type { Deletion } from './deletes.ts';
import { parentOf, type YType } from './places.ts';

/**
 * Whether these deletions only take away marks that change nothing: every Yjs client tidies so after what another one
 * wrote, be it allowed to write there or not. What is read stays the same.
 */
export function isTidying(deletions: readonly Deletion[]): boolean {
  const gone = new Set<Y.Item>();
  const types = new Set<YType>();
  for (const { item } of deletions) {
    if (item === null || !(item.content instanceof Y.ContentFormat)) return false;
    gone.add(item);
    types.add(parentOf(item));
  }
  return [...types].every((type) => readsTheSame(type, gone));
}

function readsTheSame(type: YType, without: ReadonlySet<Y.Item>): boolean {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (!(item.content instanceof Y.ContentFormat)) {
      if (!same(before, after)) return false;
      continue;
    }
    const { key, value } = item.content;
    apply(before, key, value);
    if (!without.has(item)) apply(after, key, value);
  }
  return true;
}

function apply(marks: Map<string, string>, key: string, value: unknown): void {
  if (value === null) marks.delete(key);
  else marks.set(key, JSON.stringify(value));
}

const same = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
