import type { Term, TermGoal } from '@parley/shared/glossary';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TermTexts } from '../../../glossary/TermTexts.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Confirm } from '../../../ui/Confirm.tsx';
import { useBusy } from '../../../ui/use-busy.ts';

interface TermCardProps {
  term: Term;
  conduct: boolean;
  /** Answers whether it was done. */
  onPut: (to: TermGoal) => Promise<boolean>;
}

/** A term, and what may be done with one that is not the case’s yet. */
export function TermCard({ term, conduct, onPut }: TermCardProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [put, busy] = useBusy(onPut);
  const { standing, mine } = term;
  const act = (label: string, to: TermGoal) => (
    <Button size="sm" busy={busy} onClick={() => put(to)}>
      {label}
    </Button>
  );
  const suggests = standing === 'suggested';
  return (
    <li className="px-4 py-3">
      <TermTexts {...term} />
      {term.by !== null && !mine && (
        <p className="mt-1 text-sm text-ink-2">{t('glossary.by', { name: term.by })}</p>
      )}
      {mine && (
        <p className="mt-1">
          <Badge tone={suggests ? 'waiting' : 'neutral'}>
            {t(suggests ? 'glossary.suggested' : 'glossary.own')}
          </Badge>
        </p>
      )}
      {standing !== 'case' && (
        <div className="mt-2 flex flex-wrap gap-2">
          {mine && !suggests && (
            <Button size="sm" onClick={() => setAsking(true)}>
              {t('glossary.room.suggest')}
            </Button>
          )}
          {mine && suggests && act(t('glossary.room.takeBack'), 'own')}
          {mine && act(t('glossary.room.remove'), 'gone')}
          {conduct && suggests && act(t('glossary.room.take'), 'case')}
          {conduct && suggests && act(t('glossary.room.giveBack'), 'own')}
        </div>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('glossary.room.suggestTitle')}
        consequence={t('glossary.room.suggestText')}
        verb={t('glossary.room.suggest')}
        onConfirm={() => onPut('suggested')}
      >
        <div className="mt-2 rounded-md border border-line px-4 py-3">
          <TermTexts {...term} />
        </div>
      </Confirm>
    </li>
  );
}
