import type { ClauseView } from '@parley/shared/agreement';
import type { Side } from '@parley/shared/session';
import { Megaphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../i18n/format.ts';
import type { Texts } from '../texts.ts';
import { sideName } from '../words.ts';
import { hasChangedSince } from './let-out.ts';

interface LetOutLineProps {
  clause: Pick<ClauseView, 'letOut'>;
  texts: Texts;
  sides: readonly Side[];
}

/** That a clause of a draft was published, for whom, and whether it says something else by now. */
export function LetOutLine({ clause, texts, sides }: LetOutLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { letOut } = clause;
  if (letOut === null) return null;
  const time = format.time(letOut.at);
  return (
    <span className="flex items-center gap-1.5 text-sm text-ink-2">
      <Megaphone size={14} aria-hidden className="shrink-0" />
      <span>
        {letOut.side === null
          ? t('agreement.publishing.letOut', { time })
          : t('agreement.publishing.letOutAs', { time, side: sideName(t, letOut.side, sides) })}
        {hasChangedSince(clause, texts) && (
          <strong className="font-medium text-caucus-ink">{t('agreement.publishing.since')}</strong>
        )}
      </span>
    </span>
  );
}
