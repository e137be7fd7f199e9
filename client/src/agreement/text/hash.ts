import { hashedText, TextHash } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { digest } from 'lib0/hash/sha256';

/** Names the words of a clause in all languages of its book, as the server reckons it too; also where the page is not secure. */
export const hashOf = (texts: Readonly<Record<Language, string>>): TextHash => sha256(hashedText(texts));

export function sha256(text: string): TextHash {
  const bytes = digest(new TextEncoder().encode(text));
  return TextHash.parse([...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
}
