import type { BookView } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import { MessageSquareText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/Button.tsx';
import { mentionsOfMe } from '../waiting.ts';

interface CommentsButtonProps {
  book: BookView;
  view: SessionView;
  open: boolean;
  onToggle: () => void;
}

/** All comments, how many of them are open, and whether one waits for me. */
export function CommentsButton({ book, view, open, onToggle }: CommentsButtonProps) {
  const { t } = useTranslation();
  const count = book.comments.filter(({ resolved }) => !resolved).length;
  const mine = mentionsOfMe(book, view.me.participant.id);
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={<MessageSquareText size={16} aria-hidden />}
      aria-expanded={open}
      onClick={onToggle}
    >
      {t('comments.title')}
      {count > 0 && (
        <>
          <span aria-hidden className="tabular-nums">
            {count}
          </span>
          <span className="sr-only">{t('comments.count', { count })}</span>
        </>
      )}
      {mine > 0 && (
        <>
          <span aria-hidden className="rounded-full bg-ink px-1.5 text-xs text-paper">
            @{mine}
          </span>
          <span className="sr-only">{t('comments.mentioned', { count: mine })}</span>
        </>
      )}
    </Button>
  );
}
