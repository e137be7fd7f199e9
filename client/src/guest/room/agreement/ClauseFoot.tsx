import { History } from 'lucide-react';
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
  if (desk.kind === 'draft') return null;
  return (
    <div className="flex flex-wrap items-center gap-1 border-t border-line px-1 py-0.5">
      <SuggestMenu desk={desk} clause={clause} number={number} />
      <Button
        size="sm"
        variant="quiet"
        icon={<History size={16} aria-hidden />}
        onClick={() => setHistory(true)}
        className="ms-auto"
      >
        {t('proposals.history.button')}
      </Button>
      {history && (
        <HistoryDialog desk={desk} clause={clause.id} number={number} onClose={() => setHistory(false)} />
      )}
    </div>
  );
}
