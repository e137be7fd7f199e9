import * as encoding from 'lib0/encoding';
import type { Id } from '../update/wire.ts';

/** A struct as somebody may make one up who does not keep to Yjs. */
export interface RawStruct {
  readonly origin?: Id;
  readonly right?: Id;
  readonly parent?: string | Id;
  readonly sub?: string;
  readonly content:
    | { readonly text: string }
    | { readonly element: string }
    | { readonly run: true }
    | { readonly deleted: number }
    | { readonly gone: number }
    | { readonly skip: number }
    | { readonly format: string; readonly value: unknown }
    | { readonly value: string | number };
}

export interface RawBlock {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly RawStruct[];
}

export interface RawRange {
  readonly client: number;
  readonly ranges: readonly (readonly [clock: number, length: number])[];
}

/** An update byte for byte, whatever it says. */
export function rawUpdate(blocks: readonly RawBlock[], deletes: readonly RawRange[] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, blocks.length);
  for (const { client, clock, structs } of blocks) {
    for (const number of [structs.length, client, clock]) encoding.writeVarUint(encoder, number);
    for (const struct of structs) writeStruct(encoder, struct);
  }
  encoding.writeVarUint(encoder, deletes.length);
  for (const { client, ranges } of deletes) {
    for (const number of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, number);
  }
  return encoding.toUint8Array(encoder);
}

function writeStruct(encoder: encoding.Encoder, { origin, right, parent, sub, content }: RawStruct): void {
  const flags = (origin ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32);
  encoding.writeUint8(encoder, kindOf(content) | ('gone' in content || 'skip' in content ? 0 : flags));
  if ('gone' in content) return encoding.writeVarUint(encoder, content.gone);
  if ('skip' in content) return encoding.writeVarUint(encoder, content.skip);
  for (const id of [origin, right]) if (id !== undefined) writeId(encoder, id);
  if (origin === undefined && right === undefined && parent !== undefined) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
    else writeId(encoder, parent);
    if (sub !== undefined) encoding.writeVarString(encoder, sub);
  }
  writeContent(encoder, content);
}

function kindOf(content: RawStruct['content']): number {
  if ('gone' in content) return 0;
  if ('skip' in content) return 10;
  if ('deleted' in content) return 1;
  if ('text' in content) return 4;
  if ('format' in content) return 6;
  return 'element' in content || 'run' in content ? 7 : 8;
}

function writeContent(encoder: encoding.Encoder, content: RawStruct['content']): void {
  if ('deleted' in content) encoding.writeVarUint(encoder, content.deleted);
  else if ('text' in content) encoding.writeVarString(encoder, content.text);
  else if ('element' in content) {
    encoding.writeVarUint(encoder, 3);
    encoding.writeVarString(encoder, content.element);
  } else if ('run' in content) encoding.writeVarUint(encoder, 6);
  else if ('format' in content) {
    encoding.writeVarString(encoder, content.format);
    encoding.writeVarString(encoder, JSON.stringify(content.value));
  } else if ('value' in content) {
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, content.value);
  }
}

function writeId(encoder: encoding.Encoder, { client, clock }: Id): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}
