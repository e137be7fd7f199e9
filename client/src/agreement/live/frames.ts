import { ErrorCode } from '@parley/shared/errors';
import { ClauseId } from '@parley/shared/ids';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { z } from 'zod';

/** What goes over a document's socket: y-websocket's messages, and two of the server's own. */
const SYNC = 0;
const AWARENESS = 1;
const STORED = 7;
const REFUSED = 8;

const ASKED = 0;
const ANSWER = 1;
const UPDATE = 2;
/** An update in which nothing has changed: no structs, nothing deleted. */
const EMPTY_UPDATE_BYTES = 2;

export type Frame =
  /** What one has is asked for. */
  | { readonly kind: 'asked' }
  /** Edits, or in answer to being asked for them. */
  | {
      readonly kind: 'edits';
      readonly step: 'answer' | 'update';
      readonly update: Uint8Array;
      readonly empty: boolean;
    }
  /** Where somebody's caret is; the first of the clients it is about. */
  | { readonly kind: 'awareness'; readonly client: number | null }
  /** So many of this connection's edits are durable. */
  | { readonly kind: 'stored'; readonly count: number }
  | { readonly kind: 'refused'; readonly refusal: Refused }
  | { readonly kind: 'unknown' };

/** Edits of these clauses were not taken. */
const Refused = z.object({ clauses: z.array(ClauseId), code: ErrorCode });
export type Refused = z.infer<typeof Refused>;

export function readFrame(bytes: Uint8Array): Frame {
  try {
    return read(decoding.createDecoder(bytes));
  } catch {
    return { kind: 'unknown' };
  }
}

function read(decoder: decoding.Decoder): Frame {
  switch (decoding.readVarUint(decoder)) {
    case SYNC: {
      const step = decoding.readVarUint(decoder);
      if (step === ASKED) return { kind: 'asked' };
      if (step !== ANSWER && step !== UPDATE) return { kind: 'unknown' };
      const update = decoding.readVarUint8Array(decoder);
      const empty = update.length <= EMPTY_UPDATE_BYTES;
      return { kind: 'edits', step: step === ANSWER ? 'answer' : 'update', update, empty };
    }
    case AWARENESS: {
      const states = decoding.createDecoder(decoding.readVarUint8Array(decoder));
      const count = decoding.readVarUint(states);
      return { kind: 'awareness', client: count === 0 ? null : decoding.readVarUint(states) };
    }
    case STORED:
      return { kind: 'stored', count: decoding.readVarUint(decoder) };
    case REFUSED: {
      const refused = Refused.safeParse(JSON.parse(decoding.readVarString(decoder)));
      return refused.success ? { kind: 'refused', refusal: refused.data } : { kind: 'unknown' };
    }
    default:
      return { kind: 'unknown' };
  }
}

function editsFrame(step: number, update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

export const updateFrame = (update: Uint8Array): Uint8Array => editsFrame(UPDATE, update);
export const emptyAnswer = (): Uint8Array => editsFrame(ANSWER, new Uint8Array(EMPTY_UPDATE_BYTES));
