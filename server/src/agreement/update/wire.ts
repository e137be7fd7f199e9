import { editBounds } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import * as decoding from 'lib0/decoding';

/** A place in the history of one client: its how-manieth character, mark or element. */
export interface Id {
  readonly client: number;
  readonly clock: number;
}

/** What a struct brings. What the schema of a clause has no use for is not here: it is refused while it is read. */
export type Content =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'format'; readonly key: string; readonly value: unknown }
  | { readonly kind: 'element'; readonly name: string }
  | { readonly kind: 'text' }
  | { readonly kind: 'attribute'; readonly value: unknown };

/** One struct as it came, with the place of its bytes in the update. */
export interface Struct {
  readonly clock: number;
  readonly length: number;
  readonly start: number;
  readonly end: number;
  /** Null for a struct without content: something that was there and of which nothing is left. */
  readonly item: {
    readonly origin: Id | null;
    readonly rightOrigin: Id | null;
    /** Named only where there is neither origin nor right origin to learn it from. */
    readonly parent: string | Id | null;
    readonly parentSub: string | null;
    /** Where its content begins in the update, behind all that says where it stands. */
    readonly inside: number;
    readonly content: Content;
  } | null;
}

/** The structs of one client, in the order of their clocks, without gaps. */
export interface Block {
  readonly client: number;
  readonly structs: readonly Struct[];
}

export interface Range {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

export interface Update {
  readonly blocks: readonly Block[];
  readonly deletes: readonly Range[];
}

/** Clients that one update may name, as writers and as those whose words it deletes. */
const MAX_CLIENTS = 10_000;
/** What is deleted or collected has only a length, and says how far its client's clock goes on. */
const MAX_LENGTH = 1_000_000;
/** No honest client comes near it, and one that goes past what a number can hold would be read by nobody. */
const MAX_CLOCK = 2 ** 40;
/** An attribute or a mark's value, bytes; also bounds how deep one can be nested. */
const MAX_VALUE = 1_024;

/** How the content is told in a struct's first byte. */
const GC = 0;
const DELETED = 1;
const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const KIND_BITS = 31;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_PARENT_SUB = 32;

const XML_ELEMENT = 3;
const XML_TEXT = 6;

/**
 * Reads an update of the first format, strictly: whatever is no part of a clause's text, is not as Yjs writes it, or
 * would be read in two ways by two readers is refused with `document.bad-edit`, too much with `request.too-large`.
 * Reads nothing twice and allocates only what it has read.
 */
export function readUpdate(bytes: Uint8Array, mostStructs: number = editBounds.structs): Update {
  try {
    const decoder = decoding.createDecoder(bytes);
    const update = { blocks: readBlocks(decoder, mostStructs), deletes: readDeletes(decoder) };
    if (decoding.hasContent(decoder)) throw malformed();
    return update;
  } catch (error) {
    // What the decoder says of broken input quotes nothing, but it is no answer to anybody either.
    throw error instanceof Refusal ? error : malformed(error);
  }
}

const malformed = (cause?: unknown): Refusal => new Refusal('document.bad-edit', { cause });

function readBlocks(decoder: decoding.Decoder, most: number): readonly Block[] {
  const count = uint(decoder);
  if (count > MAX_CLIENTS) throw new Refusal('request.too-large');
  const blocks: Block[] = [];
  const clients = new Set<number>();
  let left = most;
  for (let index = 0; index < count; index += 1) {
    const block = readBlock(decoder, left);
    if (clients.has(block.client)) throw malformed();
    clients.add(block.client);
    left -= block.structs.length;
    blocks.push(block);
  }
  return blocks;
}

function readBlock(decoder: decoding.Decoder, most: number): Block {
  const count = uint(decoder);
  if (count > most) throw new Refusal('request.too-large');
  if (count === 0) throw malformed();
  const client = uint(decoder);
  let clock = readClock(decoder);
  const structs: Struct[] = [];
  for (let index = 0; index < count; index += 1) {
    const struct = readStruct(decoder, clock);
    clock += struct.length;
    structs.push(struct);
  }
  return { client, structs };
}

function readStruct(decoder: decoding.Decoder, clock: number): Struct {
  const start = decoder.pos;
  const info = decoding.readUint8(decoder);
  if ((info & KIND_BITS) === GC) {
    const length = readLength(decoder);
    return { clock, length, start, end: decoder.pos, item: null };
  }
  const origin = (info & HAS_ORIGIN) === 0 ? null : readId(decoder);
  const rightOrigin = (info & HAS_RIGHT_ORIGIN) === 0 ? null : readId(decoder);
  const hasParent = origin === null && rightOrigin === null;
  const parent = hasParent ? readParent(decoder) : null;
  const parentSub = hasParent && (info & HAS_PARENT_SUB) !== 0 ? decoding.readVarString(decoder) : null;
  const inside = decoder.pos;
  const [length, content] = readContent(decoder, info & KIND_BITS);
  const item = { origin, rightOrigin, parent, parentSub, inside, content };
  return { clock, length, start, end: decoder.pos, item };
}

function readParent(decoder: decoding.Decoder): string | Id {
  switch (uint(decoder)) {
    case 0:
      return readId(decoder);
    case 1:
      return decoding.readVarString(decoder);
    default:
      throw malformed();
  }
}

function readContent(decoder: decoding.Decoder, kind: number): readonly [length: number, content: Content] {
  switch (kind) {
    case DELETED:
      return [readLength(decoder), { kind: 'deleted' }];
    case STRING: {
      const text = decoding.readVarString(decoder);
      if (text === '') throw malformed();
      return [text.length, { kind: 'string', text }];
    }
    case FORMAT: {
      const key = decoding.readVarString(decoder);
      const text = decoding.readVarString(decoder);
      if (text.length > MAX_VALUE) throw malformed();
      const value: unknown = JSON.parse(text);
      return [1, { kind: 'format', key, value }];
    }
    case TYPE:
      return [1, readType(decoder)];
    case ANY:
      return [1, { kind: 'attribute', value: readValue(decoder) }];
    default:
      // Subdocuments, binary data, embedded objects, old JSON, and gaps, which only merging leaves.
      throw malformed();
  }
}

function readType(decoder: decoding.Decoder): Content {
  switch (uint(decoder)) {
    case XML_ELEMENT:
      return { kind: 'element', name: decoding.readVarString(decoder) };
    case XML_TEXT:
      return { kind: 'text' };
    default:
      throw malformed();
  }
}

/** One value, read from so few bytes that it cannot be deep. */
function readValue(decoder: decoding.Decoder): unknown {
  if (uint(decoder) !== 1) throw malformed();
  const near = decoding.createDecoder(decoder.arr.subarray(decoder.pos, decoder.pos + MAX_VALUE));
  const value: unknown = decoding.readAny(near);
  decoder.pos += near.pos;
  return value;
}

/** Each client once, its ranges in their order and apart: so that they are found in one pass over what is there. */
function readDeletes(decoder: decoding.Decoder): readonly Range[] {
  const count = uint(decoder);
  if (count > MAX_CLIENTS) throw new Refusal('request.too-large');
  const deletes: Range[] = [];
  const clients = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const client = uint(decoder);
    if (clients.has(client)) throw malformed();
    clients.add(client);
    readRanges(decoder, client, deletes);
  }
  return deletes;
}

function readRanges(decoder: decoding.Decoder, client: number, into: Range[]): void {
  // Each range takes two bytes at least, so that a count that lies soon meets the end.
  const count = uint(decoder);
  let last = -1;
  for (let index = 0; index < count; index += 1) {
    const clock = readClock(decoder);
    const length = uint(decoder);
    if (clock <= last || length === 0 || length > MAX_CLOCK) throw malformed();
    last = clock + length - 1;
    into.push({ client, clock, length });
  }
}

/** A number as its few bytes have it; enough of them would make no number any more. */
function uint(decoder: decoding.Decoder): number {
  const value = decoding.readVarUint(decoder);
  if (!Number.isSafeInteger(value)) throw malformed();
  return value;
}

const readId = (decoder: decoding.Decoder): Id => ({
  client: uint(decoder),
  clock: readClock(decoder),
});

function readClock(decoder: decoding.Decoder): number {
  const clock = uint(decoder);
  if (clock > MAX_CLOCK) throw malformed();
  return clock;
}

function readLength(decoder: decoding.Decoder): number {
  const length = uint(decoder);
  if (length === 0 || length > MAX_LENGTH) throw malformed();
  return length;
}
