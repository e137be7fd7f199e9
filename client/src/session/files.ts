import type { ErrorReply } from '@parley/shared/errors';
import type { FileId, MessageId } from '@parley/shared/ids';
import type { AuthoredMessage } from '@parley/shared/protocol';
import { FileName, fileEndings, MAX_FILE_BYTES } from '@parley/shared/session';

/** A file of mine on its way into the room. */
export interface Upload {
  /** The line of chat it becomes. */
  readonly id: MessageId;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly state: /** Behind others, or until the line is back. */
    | { readonly kind: 'waiting' }
    | { readonly kind: 'sending'; readonly sent: number }
    | { readonly kind: 'refused'; readonly error: ErrorReply };
}

/** A file of the room on its way to this device. */
export type Download =
  | { readonly kind: 'reading'; readonly received: number }
  | { readonly kind: 'saved' }
  /** A picture shown small, at an address of this page. */
  | { readonly kind: 'shown'; readonly url: string }
  | { readonly kind: 'refused'; readonly error: ErrorReply };

/** What is under way in the one room I stand in. */
export interface FilesModel {
  readonly uploads: readonly Upload[];
  readonly downloads: ReadonlyMap<FileId, Download>;
}

export const noFiles: FilesModel = { uploads: [], downloads: new Map() };

/** Where the bytes go and come from. Each rejects with `AskError`, or with the signal's reason once that aborts. */
export interface FilePort {
  upload(ticket: string, file: Blob, going: Going): Promise<AuthoredMessage>;
  download(ticket: string, going: Going): Promise<Blob>;
  /** Into the device's own folder of downloads. */
  save(file: Blob, name: string): void;
  /** An address under which this page alone can show it, until it is let go. */
  show(file: Blob): string;
  letGo(url: string): void;
}

export interface Going {
  /** Bytes so far. */
  readonly progress: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** What may be chosen, as a file field wants it. */
export const acceptedEndings: string = Object.values(fileEndings).flat().join(',');

/** Why a file need not be sent at all, as far as can be told from here. */
export function problemOf(
  name: string,
  size: number,
): 'file.too-large' | 'file.empty' | 'file.bad-type' | null {
  if (size > MAX_FILE_BYTES) return 'file.too-large';
  if (size === 0) return 'file.empty';
  const lower = name.toLowerCase();
  const fits = Object.values(fileEndings).some((endings) => endings.some((ending) => lower.endsWith(ending)));
  return fits ? null : 'file.bad-type';
}

const LONGEST_NAME = 200;
/** As the protocol's `FileName` refuses. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A name that the protocol takes, with the ending it had. */
export function nameFor(given: string): string {
  const clean = given.replaceAll(UNPRINTABLE, ' ').trim();
  const dot = clean.lastIndexOf('.');
  const ending = dot < 0 ? '' : clean.slice(dot).slice(0, 10);
  const stem = (dot < 0 ? clean : clean.slice(0, dot)).trim();
  let short = '';
  for (const character of stem === '' ? 'file' : stem) {
    if (short.length + character.length + ending.length > LONGEST_NAME) break;
    short += character;
  }
  return FileName.parse(short + ending);
}
