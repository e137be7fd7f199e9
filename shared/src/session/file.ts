import { z } from 'zod';
import { FileId } from '../ids.ts';
import { lineOfText } from './text.ts';

/** 50 MB, as people count them. */
export const MAX_FILE_BYTES = 50_000_000;
/** All that one person shows in a session. */
export const MAX_OWN_FILE_BYTES = 500_000_000;

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

/** What the names of each type's files end in. */
export const fileEndings: { readonly [T in FileType]: readonly string[] } = {
  'application/pdf': ['.pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['.pptx'],
  'application/msword': ['.doc', '.xls', '.ppt', '.wps'],
  'text/plain': ['.txt', '.md', '.csv'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'audio/mpeg': ['.mp3'],
  'audio/mp4': ['.m4a'],
  'audio/wav': ['.wav'],
  'audio/ogg': ['.ogg', '.oga', '.opus'],
  'video/mp4': ['.mp4', '.m4v'],
  'video/webm': ['.webm'],
  'video/quicktime': ['.mov'],
};

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
