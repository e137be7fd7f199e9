import * as Y from 'yjs';
import { type Marks, marksFor } from './shape.ts';

/**
 * The content of a textblock, as the page counts it. A block may hold several shared texts side by side, made by
 * people who began to write at the same moment: they are read as one and never merged, since merging would copy words
 * that somebody else is changing.
 */
export type Piece = TextPiece | BreakPiece;

interface TextPiece {
  readonly kind: 'text';
  readonly type: Y.XmlText;
  /** Where in the shared text it begins. */
  readonly index: number;
  readonly text: string;
  readonly marks: Marks;
}

interface BreakPiece {
  readonly kind: 'break';
  readonly type: Y.XmlElement;
}

/** Stands for a line break where content is compared as a string; no text has it. */
export const BREAK = '\u0000';

export function piecesOf(block: Y.XmlElement): Piece[] {
  return block.toArray().flatMap((child): Piece[] => {
    if (child instanceof Y.XmlText) return textPieces(child);
    if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak')
      return [{ kind: 'break', type: child }];
    return [];
  });
}

function textPieces(type: Y.XmlText): TextPiece[] {
  const pieces: TextPiece[] = [];
  let index = 0;
  for (const { insert, attributes } of deltaOf(type)) {
    if (typeof insert === 'string')
      pieces.push({ kind: 'text', type, index, text: insert, marks: marksFor(attributes) });
    index += typeof insert === 'string' ? insert.length : 1;
  }
  return pieces;
}

interface Stretch {
  readonly insert: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Yjs does not type what its texts hold. */
export function deltaOf(type: Y.XmlText): Stretch[] {
  const typed: { toDelta(): readonly Partial<Stretch>[] } = type;
  return typed.toDelta().map(({ insert, attributes = {} }) => ({ insert, attributes }));
}

export const stringOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece.kind === 'text' ? piece.text : BREAK)).join('');

/** A place between two signs of a shared text. */
export interface Spot {
  readonly type: Y.XmlText;
  readonly index: number;
}

/**
 * Where in the block's shared texts an offset is: at the end of what stands before it rather than at the start of what
 * comes after, so that what one person writes in a row stays in a row. Null where there is no text to write into.
 */
export function spotAt(block: Y.XmlElement, offset: number): Spot | null {
  let start = 0;
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) {
      let at = start;
      const pieces = textPieces(child);
      for (const { index, text } of pieces) {
        if (offset <= at + text.length) return { type: child, index: index + offset - at };
        at += text.length;
      }
      // An empty one, or one that holds nothing that is shown.
      if (pieces.length === 0 && offset === start) return { type: child, index: 0 };
      start = at;
    } else if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') {
      if (offset <= start) return null;
      start += 1;
    }
  }
  return null;
}

/** The offset in its block of a place in one of its shared texts. */
export function offsetOf(block: Y.XmlElement, { type, index }: Spot): number {
  let offset = 0;
  for (const piece of piecesOf(block)) {
    if (piece.kind === 'break') offset += isBefore(block, piece.type, type) ? 1 : 0;
    else if (piece.type === type) offset += Math.min(Math.max(index - piece.index, 0), piece.text.length);
    else offset += isBefore(block, piece.type, type) ? piece.text.length : 0;
  }
  return offset;
}

function isBefore(block: Y.XmlElement, one: Piece['type'], other: Y.XmlText): boolean {
  const children: readonly unknown[] = block.toArray();
  return children.indexOf(one) < children.indexOf(other);
}
