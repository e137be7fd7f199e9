import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { IconButton } from '../../../../ui/IconButton.tsx';
import type { Desk } from '../desk.ts';
import { CommentsList } from './CommentsList.tsx';
import type { Commenting } from './use-commenting.ts';
import { commentAtCaret, usePlaces } from './use-places.ts';

interface CommentsSideProps {
  desk: Desk;
  commenting: Commenting;
  scroller: RefObject<HTMLElement | null>;
  /** The window is as broad as a desktop's: they stand in the page, and whoever opens something else keeps what they write. */
  beside: boolean;
  /** Something else takes the room beside the text: they lie over its edge. */
  over: boolean;
}

/** The comments: beside the text where there is room, over it on a phone. */
export function CommentsSide({ desk, commenting, scroller, beside, over }: CommentsSideProps) {
  const { t } = useTranslation();
  const { open, close, chosen, look, go } = commenting;
  const placed = usePlaces({ document: desk.document, comments: desk.book.comments, scroller, chosen });
  useEffect(() => {
    const element = scroller.current;
    if (!open || !beside || element === null) return;
    const clicked = (): void => {
      const comment = commentAtCaret(element, desk.document, desk.book.comments);
      if (comment !== null) look(comment.id);
    };
    element.addEventListener('click', clicked);
    return () => element.removeEventListener('click', clicked);
  }, [open, beside, scroller, desk.document, desk.book.comments, look]);
  useEffect(() => {
    if (chosen === null) return;
    window.document.querySelector(`[data-comment="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (!open) return null;
  const list = (
    <CommentsList
      desk={desk}
      chosen={chosen}
      placed={placed}
      onGo={(comment) => {
        if (!beside) close();
        go(comment);
      }}
    />
  );
  if (!beside) {
    return (
      <Dialog open tall onOpenChange={close} title={t('comments.title')}>
        {list}
      </Dialog>
    );
  }
  return (
    <aside
      aria-label={t('comments.title')}
      className={clsx(
        'w-80 max-w-full shrink-0 overflow-y-auto border-s border-line bg-paper p-3',
        over ? 'absolute inset-y-0 end-0 z-20' : 'relative',
      )}
    >
      <div className="mb-2 flex items-center justify-between">
        <h3 className="font-semibold">{t('comments.title')}</h3>
        <IconButton size="sm" label={t('common.close')} icon={<X size={18} aria-hidden />} onClick={close} />
      </div>
      {list}
    </aside>
  );
}
