import { History, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import type { Desk, Numbered } from './desk.ts';
import { HistoryDialog } from './proposals/HistoryDialog.tsx';
import { SuggestMenu } from './proposals/SuggestMenu.tsx';

/** What one can look up about a clause, and say to it. */
export function ClauseFoot({ desk, clause, number }: Numbered & { desk: Desk }) {
  const { t } = useTranslation();
  const [history, setHistory] = useState(false);
  const { kind, book } = desk;
  if (kind === 'draft' && !book.mayComment) return null;
  const count = book.comments.filter((each) => each.clause === clause.id && !each.resolved).length;
  return (
    <div className="flex flex-wrap items-center gap-1 border-t border-line px-1 py-0.5">
      <SuggestMenu desk={desk} clause={clause} number={number} />
      {book.mayComment && (
        <Button
          size="sm"
          variant="quiet"
          icon={<MessageSquarePlus size={16} aria-hidden />}
          // What is selected stays so.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => desk.comment(clause.id)}
        >
          <span className="sr-only">{t('comments.on')}</span>
          <span aria-hidden>{t('comments.button')}</span>
          {count > 0 && (
            <span aria-hidden className="tabular-nums">
              {count}
            </span>
          )}
        </Button>
      )}
      {kind === 'agreement' && (
        <Button
          size="sm"
          variant="quiet"
          icon={<History size={16} aria-hidden />}
          onClick={() => setHistory(true)}
          className="ms-auto"
        >
          {t('proposals.history.button')}
        </Button>
      )}
      {history && (
        <HistoryDialog desk={desk} clause={clause.id} number={number} onClose={() => setHistory(false)} />
      )}
    </div>
  );
}
