import { z } from 'zod';
import { FileId } from '../ids.ts';
import { lineOfText } from './text.ts';

/** 50 MB, as people count them. */
export const MAX_FILE_BYTES = 50_000_000;

/** What may be shown in a room: documents, pictures, sound and film. A type is found in the bytes, never believed. */
export const FileType = z.enum([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/msword',
  'text/plain',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'audio/mpeg',
  'audio/mp4',
  'audio/wav',
  'audio/ogg',
  'video/mp4',
  'video/webm',
  'video/quicktime',
]);
export type FileType = z.infer<typeof FileType>;

/** A file's name as its owner knows it; never used as a path. */
export const FileName = lineOfText(200);

/** A file shown in one Room; its bytes are kept beside the database. */
export const SharedFile = z.object({
  id: FileId,
  type: FileType,
  /** Bytes. */
  size: z.number().int().min(1).max(MAX_FILE_BYTES),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SharedFile = z.infer<typeof SharedFile>;
