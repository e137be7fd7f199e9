import type { BookView } from '@parley/shared/agreement';
import type { ErrorReply } from '@parley/shared/errors';
import type { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { Eye } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../../i18n/languages.ts';
import { useFormat } from '../../../../i18n/format.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { Note } from '../../../../ui/Note.tsx';
import { RichWords } from '../RichWords.tsx';
import { OwnWords } from '../../../../ui/OwnWords.tsx';
import type { Leaving, Preview, Previewed } from './preview.ts';

interface PreviewWordsProps {
  preview: Preview;
  agreement: BookView;
  /** The draft. */
  book: BookView;
  after: ClauseId | null;
  /** Whose proposals they become; null where they come into the agreement itself. */
  side: string | null;
  /** What has become of the words since; null while they are the same. */
  stale: Previewed['kind'] | null;
  held: 'away' | 'saving' | null;
  error: ErrorReply | null;
  ref: Ref<HTMLDivElement>;
}

/** What the others will see, word for word, and what stays in the room. */
export function PreviewWords(props: PreviewWordsProps) {
  const { preview, agreement, book, after, side, stale, held, error, ref } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const named = (languages: readonly Language[]): string =>
    format.list(languages.map((each) => format.languageName(each)));
  const staying = book.languages.filter((each) => !agreement.languages.includes(each));
  const missing = agreement.languages.filter((each) => !book.languages.includes(each));
  return (
    <div ref={ref} className="flex flex-col gap-4">
      {error !== null && stale === null && <ErrorNote error={error} />}
      {stale !== null && (
        <Note tone="warning" live>
          {t(`agreement.publishing.preview.${staleWords[stale]}`)}
        </Note>
      )}
      {stale === null && held !== null && (
        <Note tone={held === 'away' ? 'warning' : 'info'} live>
          {t(`agreement.publishing.preview.${held}`)}
        </Note>
      )}
      <section
        aria-label={t('agreement.publishing.preview.label')}
        // Longer than the screen, it is scrolled by keys too.
        tabIndex={0}
        className="overflow-hidden rounded-md border-2 border-plenary bg-paper"
      >
        <h3 className="flex items-center gap-2 border-b border-plenary bg-plenary-soft px-3 py-2 font-medium text-plenary-ink">
          <Eye size={18} aria-hidden className="shrink-0" />
          {t('agreement.publishing.preview.label')}
          <span className="ms-auto text-sm">
            {t('agreement.publishing.preview.count', { count: preview.clauses.length })}
          </span>
        </h3>
        <ol className="flex flex-col divide-y divide-line">
          {preview.clauses.map((clause, index) => (
            <li key={clause.from} className="px-3 py-3">
              <p className="flex flex-wrap gap-x-3 text-sm">
                <span className="font-semibold">
                  {side === null
                    ? t('agreement.publishing.preview.mediatorHead')
                    : t('agreement.publishing.preview.sideHead', { side })}
                </span>
                {index === 0 && agreement.clauses.length > 0 && (
                  <span className="text-ink-2">
                    {t('agreement.publishing.preview.place', { place: placeName() })}
                  </span>
                )}
              </p>
              <Words clause={clause} />
            </li>
          ))}
        </ol>
      </section>
      {missing.length > 0 && (
        <Note>{t('agreement.publishing.preview.missing', { languages: named(missing) })}</Note>
      )}
      <div className="text-sm">
        <p className="font-medium">{t('agreement.publishing.preview.stays')}</p>
        <ul className="mt-1 list-disc ps-6 text-ink-2">
          {(['who', 'past', 'rest', 'draft'] as const).map((each) => (
            <li key={each}>{t(`agreement.publishing.preview.${each}`)}</li>
          ))}
          {staying.length > 0 && (
            <li>{t('agreement.publishing.preview.otherLanguages', { languages: named(staying) })}</li>
          )}
        </ul>
      </div>
    </div>
  );

  function placeName(): string {
    const place = agreement.clauses.findIndex(({ id }) => id === after);
    if (place < 0) return t('agreement.publishing.choose.first');
    return place === agreement.clauses.length - 1
      ? t('agreement.publishing.choose.last')
      : t('agreement.publishing.choose.after', { number: place + 1 });
  }
}

const staleWords = { ready: 'changed', gone: 'gone', 'too-long': 'tooLong' } as const;

/** One clause in every language in which it leaves. */
function Words({ clause: { texts } }: { clause: Leaving }) {
  const { t } = useTranslation();
  const format = useFormat();
  return [...texts].map(([language, text]) => (
    <div key={language} className="mt-2">
      {texts.size > 1 && <p className="text-sm text-ink-2">{format.languageName(language)}</p>}
      <div {...inLanguage(language)} className="words">
        {text.content.length === 0 ? (
          <OwnWords as="p" className="font-sans text-base text-ink-2">
            {t('agreement.clause.nothing')}
          </OwnWords>
        ) : (
          <RichWords text={text} />
        )}
      </div>
    </div>
  ));
}
