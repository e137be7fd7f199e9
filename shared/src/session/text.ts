import { z } from 'zod';

/** Controls, halves of a surrogate pair, separators and the marks that turn the direction of what follows. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** The same but for tabs and line breaks. */
const UNSHOWABLE = new RegExp(`(?![\\t\\n])${UNPRINTABLE.source}`, 'u');

/**
 * One line a person typed, trimmed, 1 … `max` UTF-16 units. Refuses what no database or screen shows as it was
 * typed: a name must read the same to everyone.
 */
export const lineOfText = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !UNPRINTABLE.test(text), { message: 'has characters that cannot be shown' });

/** Free text that every screen shows as it was typed; it may have tabs and line breaks. */
export const isShowable = (text: string): boolean => !UNSHOWABLE.test(text);

/** Free text without those characters; tabs and line breaks stay. Nearly every text has none, and is not gone through one by one. */
export const printable = (text: string): string =>
  (isShowable(text)
    ? text
    : text.replaceAll(/[^\t\n]/gu, (character) => (UNPRINTABLE.test(character) ? '' : character))
  ).trim();

/** A reason or note one person writes for another. */
export const Reason = z.string().max(300).transform(printable);
