import { type BookView, sharedLanguages } from '@parley/shared/agreement';
import { clsx } from 'clsx';
import { Megaphone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveModel } from '../../../../agreement/live/model.ts';
import { Button } from '../../../../ui/Button.tsx';
import type { Desk } from '../desk.ts';
import { PublishDialog } from './PublishDialog.tsx';

interface PublishBarProps {
  desk: Desk;
  live: LiveModel;
  /** What the words would go into; null while there is none. */
  agreement: BookView | null;
}

/** Under a draft: that its words are seen by nobody outside, and the way by which they come to be. */
export function PublishBar({ desk, live, agreement }: PublishBarProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { book } = desk;
  const languages = agreement === null ? [] : sharedLanguages(agreement, book);
  const may = agreement !== null && languages.length > 0 && book.mayPublish;
  return (
    <footer className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-caucus bg-caucus-soft px-3 py-2 text-sm text-caucus-ink">
      <p className={clsx('min-w-0 flex-1 basis-64', may && 'hidden @xl:block')}>
        {t(`agreement.publishing.${reasonOf()}`)}
      </p>
      {may && (
        <Button size="sm" icon={<Megaphone size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('agreement.publishing.open')}
        </Button>
      )}
      {may && open && (
        <PublishDialog {...{ desk, live, agreement, languages }} onClose={() => setOpen(false)} />
      )}
    </footer>
  );

  function reasonOf(): 'bar' | 'noAgreement' | 'noLanguage' | 'sideAway' | 'notYours' {
    if (agreement === null) return 'noAgreement';
    if (languages.length === 0) return 'noLanguage';
    if (book.mayPublish) return 'bar';
    return desk.view.powers.conduct ? 'sideAway' : 'notYours';
  }
}
