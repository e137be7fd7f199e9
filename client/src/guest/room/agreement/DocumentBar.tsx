import type { BookView } from '@parley/shared/agreement';
import type { Language } from '@parley/shared/session';
import { ListTree } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Segments } from '../../../ui/Segments.tsx';

interface DocumentBarProps {
  book: BookView;
  /** One of the languages, where there is room for one only. */
  language: Language | null;
  onLanguage: (language: Language) => void;
  /** Null where the outline stands beside the text. */
  onOutline: (() => void) | null;
  children: ReactNode;
}

/** What one looks at of a document, and what there is beside it. */
export function DocumentBar({ book, language, onLanguage, onOutline, children }: DocumentBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 border-b border-line px-2 py-1">
      {language !== null && (
        <Segments
          label={t('agreement.clause.language')}
          value={language}
          onChange={onLanguage}
          options={book.languages.map((each) => ({ value: each, label: format.languageName(each) }))}
        />
      )}
      <span className="ms-auto flex flex-wrap">
        {onOutline !== null && (
          <Button
            size="sm"
            variant="quiet"
            icon={<ListTree size={16} aria-hidden className="rtl:-scale-x-100" />}
            onClick={onOutline}
          >
            <span className="max-sm:sr-only">{t('agreement.outline.show')}</span>
          </Button>
        )}
        {children}
      </span>
    </div>
  );
}
