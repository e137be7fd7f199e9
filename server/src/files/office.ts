import type { FileType } from '@parley/shared/session';
import type { Bytes } from './kind.ts';

/** The list of a ZIP archive's entries stands at its end; nothing is unpacked to read it (APPNOTE 6.3, 4.3). */
const END = Buffer.from('PK\u0005\u0006', 'latin1');
const END_BYTES = 22;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
/** After the end's fixed part comes a remark of at most this many bytes. */
const REMARK_BYTES = 0xffff;
/** A document of a thousand pictures lists fewer. */
const MOST_LIST_BYTES = 4_000_000;

const TYPES: readonly (readonly [part: string, type: FileType])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];
/** What opens by itself when the document does. */
const MACROS = /\/vbaProject\.bin$/iu;

/** Which office document a ZIP archive is, or null: another archive, a damaged one, or one that carries macros. */
export async function officeKind(bytes: Bytes): Promise<FileType | null> {
  const parts = await entriesOf(bytes);
  if (!parts.has('[Content_Types].xml') || [...parts].some((part) => MACROS.test(part))) return null;
  const found = TYPES.filter(([part]) => parts.has(part));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only[1] : null;
}

async function entriesOf({ size, readAt }: Bytes): Promise<ReadonlySet<string>> {
  const from = Math.max(0, size - END_BYTES - REMARK_BYTES);
  const tail = Buffer.from(await readAt(from, size - from));
  const end = tail.lastIndexOf(END);
  if (end < 0 || tail.byteLength - end < END_BYTES) return new Set();
  const length = tail.readUInt32LE(end + 12);
  const position = tail.readUInt32LE(end + 16);
  if (length > MOST_LIST_BYTES || position + length > from + end) return new Set();
  return namesIn(Buffer.from(await readAt(position, length)));
}

function namesIn(list: Buffer): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at + ENTRY_BYTES <= list.byteLength && list.readUInt32LE(at) === ENTRY; ) {
    const name = list.readUInt16LE(at + 28);
    names.add(list.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name));
    at += ENTRY_BYTES + name + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  }
  return names;
}
