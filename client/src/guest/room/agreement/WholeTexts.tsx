import { clsx } from 'clsx';
import { inLanguage } from '../../../i18n/languages.ts';
import { useFormat } from '../../../i18n/format.ts';
import { RichWords } from './RichWords.tsx';
import type { Texts } from './texts.ts';

/** All that a clause says, in every language; beside each other where there is room. */
export function WholeTexts({ texts, beside = false }: { texts: Texts; beside?: boolean }) {
  const format = useFormat();
  return (
    <div className={clsx('grid gap-4', beside && 'sm:grid-cols-2')}>
      {[...texts].map(([language, text]) => (
        <section key={language} aria-label={format.languageName(language)} className="flex min-w-0 flex-col">
          <h3 className="text-sm text-ink-2">{format.languageName(language)}</h3>
          <div
            {...inLanguage(language)}
            tabIndex={0}
            className="words flex-1 rounded-sm border border-line bg-paper px-3 py-2"
          >
            {text !== null && <RichWords text={text} />}
          </div>
        </section>
      ))}
    </div>
  );
}
