import type { Language } from '@parley/shared/session';
import { inLanguage } from '../../../i18n/languages.ts';
import { differences } from '../../../agreement/text/differences.ts';
import { readable } from '../../../agreement/text/readable.ts';
import { Marked } from './proposals/Marked.tsx';

interface PlainRedlineProps {
  language: Language;
  /** Canonical, as what was agreed or proposed is kept. */
  before: string;
  now: string;
}

/** How words that are kept as a canonical text became others. */
export function PlainRedline({ language, before, now }: PlainRedlineProps) {
  const words = [readable(before), readable(now)] as const;
  // What differs may be what a sum or a date means alone.
  const [was, is] = words[0] === words[1] ? [before, now] : words;
  return (
    <p
      {...inLanguage(language)}
      className="rounded-sm border border-line bg-raised px-3 py-2 font-serif text-base whitespace-pre-wrap"
    >
      {differences(was, is, language).map(({ kind, text }, index) =>
        kind === 'same' ? (
          <span key={index}>{text}</span>
        ) : (
          <Marked key={index} kind={kind}>
            {text}
          </Marked>
        ),
      )}
    </p>
  );
}
