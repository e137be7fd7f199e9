import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../i18n/languages.ts';
import type { Aside } from '../../../agreement/live/model.ts';
import { errorText, useLanguage } from '../../../i18n/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';

/** Words of mine that are not in the text, and why; for me to copy. */
export function AsideNote({ aside, onDrop }: { aside: Aside; onDrop: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { why, words, root } = aside;
  return (
    <div
      role="group"
      aria-label={t('agreement.aside.title')}
      className="m-2 rounded-sm border border-ink bg-sunken px-3 py-2 text-ink"
    >
      <p role="status" className="text-sm">
        <strong className="block font-semibold">{t('agreement.aside.title')}</strong>
        {why.kind === 'refused'
          ? t('agreement.aside.refused', { reason: errorText(why.error, language) })
          : t(`agreement.aside.${why.kind}`)}{' '}
        {t('agreement.aside.keep')}
      </p>
      <blockquote
        {...inLanguage(root.language)}
        className="my-2 max-h-40 overflow-y-auto border-s-2 border-line-strong ps-3 font-serif whitespace-pre-wrap"
        tabIndex={0}
      >
        {words}
      </blockquote>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={words} />
        <Button size="sm" variant="quiet" onClick={onDrop}>
          {t('agreement.aside.drop')}
        </Button>
      </div>
    </div>
  );
}
