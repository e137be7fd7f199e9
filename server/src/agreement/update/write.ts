import * as encoding from 'lib0/encoding';
import type { NewStruct } from './structs.ts';
import type { Range, Struct } from './wire.ts';

/** A struct as it goes on; without bytes it is only so long, and nothing is in it. */
export interface Piece {
  readonly clock: number;
  readonly length: number;
  readonly bytes: Uint8Array | null;
}

const GC = 0;
const STRING = 4;
const DELETED = 1;
const KIND_BITS = 31;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;

/** What one edit does: structs of one client, in the order of their clocks, and deletions. */
export interface Change {
  readonly client: number;
  readonly pieces: readonly Piece[];
  readonly deletes: readonly Range[];
}

/** A change, and the same as an update. */
export interface Written {
  readonly change: Change;
  readonly update: Uint8Array;
}

/** One update that does all of these, which were taken one after the other. */
export function writeUpdate(...changes: readonly Change[]): Uint8Array {
  const encoder = encoding.createEncoder();
  const blocks = blocksOf(changes);
  encoding.writeVarUint(encoder, blocks.size);
  for (const [client, pieces] of blocks) writeBlock(encoder, client, pieces);
  writeDeletes(
    encoder,
    changes.flatMap(({ deletes }) => deletes),
  );
  return encoding.toUint8Array(encoder);
}

function blocksOf(changes: readonly Change[]): ReadonlyMap<number, readonly Piece[]> {
  const blocks = new Map<number, Piece[]>();
  for (const { client, pieces } of changes) {
    if (pieces.length === 0) continue;
    const block = blocks.get(client) ?? [];
    if (block.length === 0) blocks.set(client, block);
    for (const piece of pieces) block.push(piece);
  }
  return blocks;
}

/** What a client writes is taken without a gap, and so it is told. */
function writeBlock(encoder: encoding.Encoder, client: number, pieces: readonly Piece[]): void {
  encoding.writeVarUint(encoder, pieces.length);
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, pieces[0]?.clock ?? 0);
  for (const piece of pieces) writePiece(encoder, piece);
}

function writePiece(encoder: encoding.Encoder, { bytes, length }: Piece): void {
  if (bytes !== null) return encoding.writeUint8Array(encoder, bytes);
  encoding.writeUint8(encoder, GC);
  encoding.writeVarUint(encoder, length);
}

function writeDeletes(encoder: encoding.Encoder, deletes: readonly Range[]): void {
  if (deletes.length === 0) return encoding.writeVarUint(encoder, 0);
  const byClient = Map.groupBy(joined(deletes), ({ client }) => client);
  encoding.writeVarUint(encoder, byClient.size);
  for (const [client, ranges] of byClient) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const { clock, length } of ranges) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const all: Range[] = [];
  for (const range of ranges) {
    const last = all.at(-1);
    if (last !== undefined && last.client === range.client && last.clock + last.length === range.clock) {
      all[all.length - 1] = { ...last, length: last.length + range.length };
    } else all.push(range);
  }
  return all;
}

/** The struct as it came, or that part of it which is new. */
export function pieceOf(
  update: Uint8Array,
  client: number,
  { clock, struct }: Pick<NewStruct, 'clock' | 'struct'>,
): Piece {
  const length = struct.clock + struct.length - clock;
  if (struct.clock === clock) return { clock, length, bytes: update.subarray(struct.start, struct.end) };
  return { clock, length, bytes: restOf(client, clock, struct) };
}

/**
 * Nothing, in the place where the struct would have stood: what its client writes beside it finds its place by it.
 */
export function emptied(update: Uint8Array, client: number, { clock, struct }: NewStruct): Piece {
  const { clock: came, length: whole, start, item } = struct;
  const length = came + whole - clock;
  if (item === null) return { clock, length, bytes: null };
  const gone = { ...struct, item: { ...item, content: { kind: 'deleted' } as const } };
  if (came !== clock) return { clock, length, bytes: restOf(client, clock, gone) };
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, ((update[start] ?? 0) & ~KIND_BITS) | DELETED);
  encoding.writeUint8Array(encoder, update.subarray(start + 1, item.inside));
  encoding.writeVarUint(encoder, length);
  return { clock, length, bytes: encoding.toUint8Array(encoder) };
}

/** Only text and what is deleted has more than one part. */
function restOf(client: number, clock: number, { clock: came, length, item }: Struct): Uint8Array {
  const encoder = encoding.createEncoder();
  const content = item?.content;
  const right = item?.rightOrigin ?? null;
  const kind = content?.kind === 'string' ? STRING : DELETED;
  encoding.writeUint8(encoder, kind | HAS_ORIGIN | (right === null ? 0 : HAS_RIGHT_ORIGIN));
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock - 1);
  if (right !== null) {
    encoding.writeVarUint(encoder, right.client);
    encoding.writeVarUint(encoder, right.clock);
  }
  if (content?.kind === 'string') encoding.writeVarString(encoder, content.text.slice(clock - came));
  else encoding.writeVarUint(encoder, came + length - clock);
  return encoding.toUint8Array(encoder);
}

/** Neighbours of which nothing is left are one. */
export function addPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (piece.bytes === null && last?.bytes === null) {
    pieces[pieces.length - 1] = { ...last, length: last.length + piece.length };
  } else pieces.push(piece);
}
