import { extname } from 'node:path';
import { FileType, fileEndings } from '@parley/shared/session';
import { fileTypeFromBuffer } from 'file-type';
import { officeKind } from './office.ts';

/** So many bytes of a file's beginning tell its type, but for what is a folder of parts. */
export const HEAD_BYTES = 4_100;

/** A file that has arrived, as far as telling its type needs it. */
export interface Bytes {
  readonly size: number;
  /** Its first `HEAD_BYTES`. */
  readonly head: Uint8Array;
  /** Up to `length` bytes from `position` on. */
  readonly readAt: (position: number, length: number) => Promise<Uint8Array>;
}

/** Text has no mark of its own: it is told by its name and by being text, whatever it may begin with. */
const TEXT_NAMES = fileEndings['text/plain'];
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');

/** The same type under the other names it is found by. */
const ALIASES: ReadonlyMap<string, FileType> = new Map([
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['audio/opus', 'audio/ogg'],
  ['video/x-m4v', 'video/mp4'],
  ['application/x-cfb', 'application/msword'],
]);

/**
 * What a file is, by its bytes and the end of its name, or null for what may not be shown: a type that is not listed,
 * or one that does not fit the name.
 */
export async function kindOf(bytes: Bytes, name: string): Promise<FileType | null> {
  const ending = extname(name).toLowerCase();
  if (TEXT_NAMES.includes(ending)) return isText(bytes.head) ? 'text/plain' : null;
  const type = await typeOf(bytes);
  return type !== null && fileEndings[type].includes(ending) ? type : null;
}

async function typeOf(bytes: Bytes): Promise<FileType | null> {
  const { head } = bytes;
  if (ZIP.equals(head.subarray(0, ZIP.byteLength))) return officeKind(bytes);
  const found = await fileTypeFromBuffer(head);
  const type = FileType.safeParse(found && (ALIASES.get(found.mime) ?? found.mime));
  return type.success ? type.data : null;
}

/** Valid UTF-8 or GB 18030 without control characters; a character cut at the end of `head` is no fault. */
function isText(head: Uint8Array): boolean {
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return !/[^\P{Cc}\t\n\f\r]/u.test(text);
    } catch {
      return false;
    }
  });
}
