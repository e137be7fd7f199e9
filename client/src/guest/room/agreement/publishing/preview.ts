import { publishedText, type RichText, type TextHash } from '@parley/shared/agreement';
import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { sha256 } from '../../../../agreement/text/hash.ts';
import { canonicalTexts } from '../standing.ts';
import type { Texts } from '../texts.ts';

/** One clause as the others would be given it. */
export interface Leaving {
  readonly from: ClauseId;
  readonly texts: ReadonlyMap<Language, RichText>;
}

/** What the others would be given, taken once: what is shown, what is sent and what the hash names are one value. */
export interface Preview {
  readonly kind: 'ready';
  readonly clauses: readonly Leaving[];
  readonly hash: TextHash;
}

export type Previewed =
  | Preview
  /** A clause is not there any more. */
  | { readonly kind: 'gone' }
  /** One of them is longer than a clause may be. */
  | { readonly kind: 'too-long' };

/** The chosen clauses, in their order, in the languages that leave. */
export function previewOf(
  words: ReadonlyMap<ClauseId, Texts>,
  chosen: readonly ClauseId[],
  languages: readonly Language[],
): Previewed {
  const clauses: Leaving[] = [];
  const hashed: Readonly<Record<Language, string>>[] = [];
  for (const from of chosen) {
    const all = words.get(from);
    if (all === undefined) return { kind: 'gone' };
    const texts = new Map<Language, RichText>();
    for (const language of languages) {
      const text = all.get(language) ?? null;
      if (text === null) return { kind: 'too-long' };
      texts.set(language, text);
    }
    clauses.push({ from, texts });
    hashed.push(canonicalTexts(texts) ?? {});
  }
  return { kind: 'ready', clauses, hash: sha256(publishedText(hashed)) };
}

/** Whether the others would be given something else by now. */
export const isStale = (preview: Preview, now: Previewed): boolean =>
  now.kind !== 'ready' || now.hash !== preview.hash;
