import { isNodeKind, richTextSchema } from '@parley/shared/agreement';
import { Fragment, type Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { align } from './align.ts';
import { runsOf, type Step, writeWords } from './words.ts';
import { isTextblock, shownIn } from './shape.ts';

/** What is longer than this goes into the shared text part by part. */
const LARGE = 10_000;

/** Where an edit began, in the new document: signs that repeat are told apart by it. */
export type Hint = number | null;

/**
 * Writes into the shared text what makes `after` out of `before`, which is how it was shown: as little as possible, so
 * that as much as possible of what others write at the same time stays where it belongs.
 */
export function writeChanges(
  root: Y.XmlFragment,
  before: Node,
  after: Node,
  hint: Hint,
  origin: unknown = null,
): void {
  const step: Step = (change) => root.doc?.transact(change, origin);
  const write = (): void => writeChildren(root, before, after, { at: 0, hint, step });
  // In one step, unless that would be more than goes over the line at once: then each part is a step of its own.
  if (after.content.size - before.content.size > LARGE) write();
  else step(write);
}

interface Place {
  /** Where the content of the new node begins in the new document. */
  readonly at: number;
  readonly hint: Hint;
  readonly step: Step;
}

function writeChildren(
  container: Y.XmlFragment,
  before: Node,
  after: Node,
  { at, hint, step: take }: Place,
): void {
  const shown = shownIn(container);
  // Nothing is shown where there is a paragraph only to write into.
  if (shown.length !== before.childCount && shown.length > 0)
    throw new Error('the text is not as it is shown');
  const starts = startsOf(after);
  let previous: Y.XmlElement | null = null;
  for (const step of align(before.children, after.children)) {
    switch (step.kind) {
      case 'remove':
        take(() => remove(container, shown[step.before]));
        break;
      case 'add':
        previous = insertAfter(container, previous, after.child(step.after), take);
        break;
      case 'keep': {
        const element: Y.XmlElement | undefined = shown[step.before];
        const [was, is] = [before.child(step.before), after.child(step.after)];
        if (element !== undefined) {
          writeNode(element, was, is, { at: at + (starts[step.after] ?? 0) + 1, hint, step: take });
          previous = element;
        } else if (!was.eq(is)) previous = insertAfter(container, previous, is, take);
        break;
      }
    }
  }
}

function startsOf(parent: Node): number[] {
  let at = 0;
  return parent.children.map(({ nodeSize }) => {
    const start = at;
    at += nodeSize;
    return start;
  });
}

function writeNode(element: Y.XmlElement, before: Node, after: Node, place: Place): void {
  if (before === after || before.eq(after)) return;
  const { at, hint, step } = place;
  if (!before.hasMarkup(after.type, after.attrs)) step(() => writeAttributes(element, before, after));
  if (isTextblock(nameOf(after)))
    writeWords(element, { before, after, hint: hint === null ? null : hint - at, step });
  else writeChildren(element, before, after, place);
}

function writeAttributes(element: Y.XmlElement, before: Node, after: Node): void {
  for (const [name, value] of Object.entries(statedIn(after))) {
    if (JSON.stringify(value) !== JSON.stringify(statedIn(before)[name])) set(element, name, value);
  }
  for (const name of Object.keys(statedIn(before))) {
    if (!Object.hasOwn(statedIn(after), name)) element.removeAttribute(name);
  }
}

/** The attributes worth stating: neither missing nor the usual ones. */
function statedIn(node: Node): Readonly<Record<string, unknown>> {
  const allowed: Readonly<Record<string, object>> = richTextSchema.nodes[nameOf(node)].attributes;
  return Object.fromEntries(
    Object.entries(node.attrs).filter(([name, value]) => {
      const attribute = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
      return (
        value !== null && attribute !== undefined && !('usual' in attribute && attribute.usual === value)
      );
    }),
  );
}

const nameOf = ({ type: { name } }: Node) => {
  if (!isNodeKind(name)) throw new Error(`the schema knows no ${name}`);
  return name;
};

/** Yjs types attributes as strings, and stores whatever JSON can hold. */
const set = (element: Y.XmlElement, name: string, value: unknown): void =>
  element.setAttribute(name, value as string);

function indexOf(container: Y.XmlFragment, element: Y.XmlElement): number {
  return container.toArray().indexOf(element);
}

function remove(container: Y.XmlFragment, element: Y.XmlElement | undefined): void {
  if (element !== undefined) container.delete(indexOf(container, element));
}

function insertAfter(
  container: Y.XmlFragment,
  previous: Y.XmlElement | null,
  node: Node,
  step: Step,
): Y.XmlElement {
  const empty = node.copy(Fragment.empty);
  const whole = node.content.size <= LARGE;
  const element = built(whole ? node : empty);
  step(() => container.insert(previous === null ? 0 : indexOf(container, previous) + 1, [element]));
  if (!whole) writeNode(element, empty, node, { at: 0, hint: null, step });
  return element;
}

/** A textblock has a text from the start, also an empty one: two people who begin to write at once write into the same. */
function built(node: Node): Y.XmlElement {
  const element = new Y.XmlElement(nameOf(node));
  for (const [name, value] of Object.entries(statedIn(node))) set(element, name, value);
  element.insert(0, isTextblock(nameOf(node)) ? builtWords(node) : node.children.map(built));
  return element;
}

function builtWords(block: Node): (Y.XmlElement | Y.XmlText)[] {
  const lines: { insert: string; attributes: object }[][] = [[]];
  for (const run of runsOf(block)) {
    if (run.kind === 'break') lines.push([]);
    else lines.at(-1)?.push({ insert: run.text, attributes: run.marks });
  }
  return lines.flatMap((line, index) => {
    const text = new Y.XmlText();
    text.applyDelta(line);
    return index === 0 ? [text] : [new Y.XmlElement('hardBreak'), text];
  });
}
