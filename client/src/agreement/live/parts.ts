import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

export interface Most {
  readonly structs: number;
  readonly bytes: number;
}

/** A struct as it goes over the line. */
interface Piece {
  readonly client: number;
  readonly clock: number;
  readonly bytes: Uint8Array;
}

/** A struct and a deletion take two bytes at least, and a character three at most. */
const LEAST_BYTES = 2;
const MOST_BYTES = 3;

/**
 * An update in as many as it takes for none to be too much for one message, in their order. What it takes away comes
 * last: some of it may have come with it.
 */
export function inParts(update: Uint8Array, most: Most): readonly Uint8Array[] {
  if (update.length <= Math.min(most.bytes, most.structs * LEAST_BYTES)) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  if (update.length <= most.bytes && structs.length <= most.structs) return [update];
  const pieces = structs.flatMap((struct) => piecesOf(struct, Math.floor(most.bytes / MOST_BYTES / 2)));
  return [
    ...gathered(pieces, most, ({ bytes }) => bytes.length).map(brings),
    ...gathered(rangesOf(ds), most, () => encodedRange).map(takesAway),
  ];
}

/** A client, a clock and a length, whatever they are. */
const encodedRange = 24;

function rangesOf({ clients }: ReturnType<typeof Y.decodeUpdate>['ds']) {
  return [...clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => ({ client, clock, len })));
}

function gathered<T>(all: readonly T[], most: Most, sizeOf: (one: T) => number): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const one of all) {
    const last = groups.at(-1);
    room -= sizeOf(one);
    if (last !== undefined && last.length < most.structs && room >= 0) last.push(one);
    else {
      groups.push([one]);
      room = most.bytes * ROOM - sizeOf(one);
    }
  }
  return groups;
}

/** The rest is for what is said of all of them. */
const ROOM = 0.9;

/** One, unless it is so long a text that it has to go in several. */
function piecesOf(struct: Y.Item | Y.GC | Y.Skip, most: number): readonly Piece[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString))
    return [pieceOf(struct, 0)];
  const pieces: Piece[] = [];
  const { str } = struct.content;
  for (let from = 0; from < str.length; ) {
    const to = wholeSigns(str, Math.min(from + most, str.length));
    pieces.push(pieceOf(to === str.length ? struct : beginning(struct, str.slice(0, to)), from));
    from = to;
  }
  return pieces;
}

/** No sign of two halves is torn apart. */
const wholeSigns = (text: string, end: number): number =>
  end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;

const beginning = ({ id, origin, rightOrigin, parent, parentSub }: Y.Item, text: string): Y.Item =>
  new Y.Item(id, null, origin, null, rightOrigin, parent, parentSub, new Y.ContentString(text));

function pieceOf(struct: Y.Item | Y.GC | Y.Skip, from: number): Piece {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, from);
  return { client: struct.id.client, clock: struct.id.clock + from, bytes: encoder.toUint8Array() };
}

function brings(pieces: readonly Piece[]): Uint8Array {
  const encoder = encoding.createEncoder();
  const blocks = Map.groupBy(pieces, ({ client }) => client);
  encoding.writeVarUint(encoder, blocks.size);
  for (const [client, block] of blocks) {
    encoding.writeVarUint(encoder, block.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, block[0]?.clock ?? 0);
    for (const { bytes } of block) encoding.writeUint8Array(encoder, bytes);
  }
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

function takesAway(ranges: ReturnType<typeof rangesOf>): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 0);
  const byClient = Map.groupBy(ranges, ({ client }) => client);
  encoding.writeVarUint(encoder, byClient.size);
  for (const [client, own] of byClient) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, own.length);
    for (const { clock, len } of own) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, len);
    }
  }
  return encoding.toUint8Array(encoder);
}
