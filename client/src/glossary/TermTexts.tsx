import type { TermWords } from '@parley/shared/glossary';
import { useFormat } from '../i18n/format.ts';

/** What something is called, language by language. */
export function TermTexts({ texts, note }: TermWords) {
  const format = useFormat();
  return (
    <>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5">
        {Object.entries(texts).map(([language, text]) => (
          <div key={language} className="contents">
            <dt className="text-sm text-ink-2">{format.languageName(language)}</dt>
            <dd className="font-medium wrap-anywhere">
              <bdi lang={language}>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {note !== '' && (
        <p className="mt-1 text-sm text-ink-2 wrap-anywhere">
          <bdi>{note}</bdi>
        </p>
      )}
    </>
  );
}
