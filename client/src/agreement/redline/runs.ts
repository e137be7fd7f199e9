import { type ElementNode, isText, type RichNode } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { differences } from '../text/differences.ts';
import { meaningsOf } from './saying.ts';

/** Words of a block that stayed, went or came, as they look there. */
export interface Run {
  readonly kind: 'same' | 'out' | 'in';
  readonly content: readonly RichNode[];
  /** The words are the same: what they mean to a machine is not. */
  readonly meant: boolean;
}

/** How the words of one block became those of another. */
export function wordRuns(before: ElementNode, after: ElementNode, language: Language): readonly Run[] {
  let [old, next] = [0, 0];
  const changes = differences(textOf(before), textOf(after), language);
  const runs = changes.flatMap(({ kind, text: { length } }): readonly Run[] => {
    const was = (): readonly RichNode[] => cut(before.content, old - length, old);
    const is = (): readonly RichNode[] => cut(after.content, next - length, next);
    if (kind !== 'in') old += length;
    if (kind !== 'out') next += length;
    if (kind === 'same') return meaning(was(), is());
    return [{ kind, content: kind === 'out' ? was() : is(), meant: false }];
  });
  return runs;
}

const lengthOf = (node: RichNode): number => (isText(node) ? node.text.length : 1);
const textOf = ({ content }: ElementNode): string =>
  content.map((node) => (isText(node) ? node.text : '\n')).join('');

/** From one offset to another, with the marks that are there. */
function cut(content: readonly RichNode[], from: number, to: number): readonly RichNode[] {
  const parts: RichNode[] = [];
  let start = 0;
  for (const node of content) {
    const end = start + lengthOf(node);
    if (end > from && start < to)
      parts.push(
        isText(node) ? { ...node, text: node.text.slice(Math.max(0, from - start), to - start) } : node,
      );
    start = end;
  }
  return parts;
}

/** Words that stayed; where they mean something else to a machine, they went and came. */
function meaning(was: readonly RichNode[], is: readonly RichNode[]): readonly Run[] {
  const runs: Run[] = [];
  const add = (kind: Run['kind'], content: readonly RichNode[], meant: boolean): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) runs.splice(-1, 1, { ...last, content: [...last.content, ...content] });
    else runs.push({ kind, content, meant });
  };
  let at = 0;
  const ends = [...new Set([...endsOf(was), ...endsOf(is)])].toSorted((one, other) => one - other);
  for (const end of ends) {
    const [old, next] = [cut(was, at, end), cut(is, at, end)];
    const stays = JSON.stringify(old.map(meantBy)) === JSON.stringify(next.map(meantBy));
    if (stays) add('same', next, false);
    else runs.push({ kind: 'out', content: old, meant: true }, { kind: 'in', content: next, meant: true });
    at = end;
  }
  return runs;
}

/** Where each node ends. */
function endsOf(content: readonly RichNode[]): readonly number[] {
  let end = 0;
  return content.map((node) => (end += lengthOf(node)));
}

const meantBy = (node: RichNode): unknown => (isText(node) ? meaningsOf(node) : null);
