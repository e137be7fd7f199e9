import type { ErrorCode } from '@parley/shared/errors';
import { Refusal } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What goes over a document's socket: y-websocket's messages, and two of our own. */
const SYNC = 0;
const AWARENESS = 1;
const ASK_AWARENESS = 3;
const STORED = 7;
const REFUSED = 8;

const ASK = 0;
const ANSWER = 1;
const UPDATE = 2;

/** An update in which nothing is: no structs, nothing deleted. Nobody is told that it is stored. */
const NOTHING = 2;
/** What one caret may say about itself, characters. */
const MAX_STATE = 2_048;
/** Yjs's clients pass on what they hear of others, of everyone at once. */
const MAX_STATES = 64 * 1024;

export type Message =
  /** What the document has that the client lacks; `vector` is how far it knows everyone. */
  | { readonly kind: 'ask'; readonly vector: Uint8Array }
  /** Edits; `answer`: all that the server lacked when it asked. */
  | {
      readonly kind: 'edit';
      readonly update: Uint8Array;
      readonly answer: boolean;
      /** Whether its sender waits to be told that it is stored. */
      readonly counts: boolean;
    }
  /** Where carets are, as their clients say. */
  | { readonly kind: 'presence'; readonly states: readonly PresenceState[] }
  | { readonly kind: 'ask-presence' };

export interface PresenceState {
  readonly client: number;
  /** JSON of anything. */
  readonly state: string;
}

/** Throws `document.bad-edit` for what is no message, or longer than one may be. */
export function readMessage(bytes: Uint8Array): Message {
  try {
    const decoder = decoding.createDecoder(bytes);
    const message = read(decoder);
    if (decoding.hasContent(decoder)) throw new Refusal('document.bad-edit');
    return message;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('document.bad-edit', { cause: error });
  }
}

function read(decoder: decoding.Decoder): Message {
  switch (decoding.readVarUint(decoder)) {
    case SYNC:
      return readSync(decoder);
    case AWARENESS:
      return { kind: 'presence', states: readStates(decoding.readVarUint8Array(decoder)) };
    case ASK_AWARENESS:
      return { kind: 'ask-presence' };
    default:
      throw new Refusal('document.bad-edit');
  }
}

function readSync(decoder: decoding.Decoder): Message {
  const step = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  switch (step) {
    case ASK:
      return { kind: 'ask', vector: bytes };
    case ANSWER:
    case UPDATE:
      return { kind: 'edit', update: bytes, answer: step === ANSWER, counts: bytes.length > NOTHING };
    default:
      throw new Refusal('document.bad-edit');
  }
}

function readStates(bytes: Uint8Array): readonly PresenceState[] {
  if (bytes.length > MAX_STATES) throw new Refusal('request.too-large');
  const decoder = decoding.createDecoder(bytes);
  const count = decoding.readVarUint(decoder);
  const states: PresenceState[] = [];
  for (let index = 0; index < count; index += 1) {
    const client = decoding.readVarUint(decoder);
    // Its clock; the server counts for itself.
    decoding.readVarUint(decoder);
    const state = decoding.readVarString(decoder);
    states.push({ client, state: state.length > MAX_STATE ? 'null' : state });
  }
  return states;
}

const write = (kind: number, rest: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  rest(encoder);
  return encoding.toUint8Array(encoder);
};

const sync = (step: number, bytes: Uint8Array): Uint8Array =>
  write(SYNC, (encoder) => {
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, bytes);
  });

/** What the server says. */
export const say = {
  ask: (vector: Uint8Array): Uint8Array => sync(ASK, vector),
  answer: (update: Uint8Array): Uint8Array => sync(ANSWER, update),
  update: (update: Uint8Array): Uint8Array => sync(UPDATE, update),
  /** So many of this connection's edits are on disk. */
  stored: (count: number): Uint8Array => write(STORED, (encoder) => encoding.writeVarUint(encoder, count)),
  /** Edits of these clauses were not taken. */
  refused: (clauses: readonly ClauseId[], code: ErrorCode): Uint8Array =>
    write(REFUSED, (encoder) => encoding.writeVarString(encoder, JSON.stringify({ clauses, code }))),
  /** Of nobody: that the line lives. */
  presence: (
    states: readonly { readonly client: number; readonly clock: number; readonly state: string }[],
  ) =>
    write(AWARENESS, (encoder) => {
      const inner = encoding.createEncoder();
      encoding.writeVarUint(inner, states.length);
      for (const { client, clock, state } of states) {
        encoding.writeVarUint(inner, client);
        encoding.writeVarUint(inner, clock);
        encoding.writeVarString(inner, state);
      }
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
    }),
} as const;
