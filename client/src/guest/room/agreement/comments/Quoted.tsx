import { inLanguage } from '../../../../i18n/languages.ts';
import type { Language } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';

interface QuotedProps {
  quote: string;
  language: Language;
  /** The words are not in the text any more. */
  gone: boolean;
}

/** The words a comment is about, as they were when it was made. */
export function Quoted({ quote, language, gone }: QuotedProps) {
  const { t } = useTranslation();
  if (quote === '') return <p className="text-sm text-ink-2">{t('comments.whole')}</p>;
  return (
    <>
      <blockquote
        {...inLanguage(language)}
        className="line-clamp-3 border-s-2 border-line-strong ps-2 font-serif text-ink-2"
      >
        {quote}
      </blockquote>
      {gone && <p className="text-sm text-ink-2">{t('comments.goneWords')}</p>}
    </>
  );
}
