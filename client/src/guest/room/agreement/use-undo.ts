import { useTranslation } from 'react-i18next';
import { step } from '../../../agreement/undo.ts';
import { cardId } from './card-id.ts';
import type { WritingDesk } from './desk.ts';

/** Takes one step back or forward, wherever in the document it leads, and shows where it was. */
export function useUndo({ document, book, refusing, say }: WritingDesk): (way: 'undo' | 'redo') => void {
  const { t } = useTranslation();
  return (way) => {
    const { replica } = document;
    if (replica === null) return;
    const open = new Set(book.clauses.filter(({ mayEdit }) => mayEdit).map(({ id }) => id));
    const undone = step(replica.undo, way, ({ clause }) => open.has(clause) && !refusing.has(clause));
    if (undone.kind === 'not-now') say(t('agreement.tools.undoElsewhere'));
    const [root] = undone.kind === 'done' ? undone.roots : [];
    if (root !== undefined)
      window.document.getElementById(cardId(root.clause))?.scrollIntoView({ block: 'nearest' });
  };
}
