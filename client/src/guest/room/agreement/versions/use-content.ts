import type { VersionId } from '@parley/shared/ids';
import { useMemo } from 'react';
import { useAllTexts } from '../texts.ts';
import { type Content, contentNow, contentOf } from './content.ts';
import type { VersionsDesk } from './desk.ts';
import { type Answer, useAnswer } from './use-answer.ts';

/** A version's words from the log; with null the text as it is, which goes on changing. */
export function useContent(
  { kind, book, document, actions }: VersionsDesk,
  version: VersionId | null,
): readonly [Answer<Content>, () => void] {
  const words = useAllTexts(document, book);
  const [kept, again] = useAnswer(
    version ?? '',
    version === null ? null : () => actions.versions.read(kind, version),
  );
  const content = useMemo((): Answer<Content> => {
    if (version === null) return { kind: 'ready', value: contentNow(book, words) };
    return kept.kind === 'ready' ? { kind: 'ready', value: contentOf(kept.value) } : kept;
  }, [version, book, words, kept]);
  return [content, again];
}
