import { Languages, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { AlignDialog } from './AlignDialog.tsx';
import type { Desk, Numbered } from './desk.ts';
import { PlainRedline } from './PlainRedline.tsx';
import { inDoubt, isDoubtful, type Standing, standingOf } from './standing.ts';
import { textsNow, type Texts } from './texts.ts';

interface ComparingProps extends Numbered {
  desk: Desk;
  texts: Texts;
}

/** Whether the languages of a clause say the same, what has changed since somebody said so, and a way to say so. */
export function Comparing({ desk, clause, number, texts }: ComparingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [shown, setShown] = useState(false);
  const [compared, setCompared] = useState<Texts | null>(null);
  const standing = standingOf(clause, texts);
  if (desk.kind === 'draft' || standing.kind === 'one-language') return null;
  if (standing.kind === 'missing' && standing.languages.length === desk.book.languages.length) return null;
  const stale = standing.kind === 'stale';
  return (
    <div className="flex flex-col gap-2 border-t border-line px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p
          className={
            stale
              ? 'flex min-w-0 items-start gap-2 font-medium text-ink'
              : 'flex min-w-0 items-start gap-2 text-ink-2'
          }
        >
          {stale ? (
            <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0" />
          ) : (
            <Languages size={16} aria-hidden className="mt-0.5 shrink-0" />
          )}
          <Words standing={standing} desk={desk} clause={clause} />
        </p>
        {stale && (
          <Button size="sm" variant="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? t('agreement.aligned.hide') : t('agreement.aligned.show')}
          </Button>
        )}
        {clause.mayAlign && (stale || standing.kind === 'never') && (
          <Button
            size="sm"
            onClick={() => setCompared(textsNow(desk.document, clause.id, desk.book.languages))}
            className="ms-auto"
          >
            {stale ? t('agreement.aligned.compareAgain') : t('agreement.aligned.compare')}
          </Button>
        )}
        {compared !== null && (
          <AlignDialog
            number={number}
            texts={compared}
            now={texts}
            onClose={() => setCompared(null)}
            onAlign={(hash) => desk.actions.align(clause.id, hash)}
          />
        )}
      </div>
      {stale &&
        shown &&
        standing.changed.map((changed) => (
          <div key={changed.language}>
            <p className="text-ink-2">
              {t('agreement.aligned.changes', { language: format.languageName(changed.language) })}
            </p>
            <PlainRedline {...changed} />
          </div>
        ))}
    </div>
  );
}

function Words({ standing, desk, clause }: { standing: Standing } & Pick<ComparingProps, 'desk' | 'clause'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (standing.kind === 'one-language') return null;
  if (isDoubtful(standing)) {
    const languages = format.list(inDoubt(standing).map((each) => format.languageName(each)));
    return <span>{t(`agreement.aligned.${standing.kind}`, { languages })}</span>;
  }
  const { view } = desk;
  const by = [view.me, ...view.people].find(({ participant }) => participant.id === clause.aligned?.by);
  const time = format.time(clause.aligned?.at ?? 0);
  // As high with a name as without: who compared them may leave, and nothing below is to move for it.
  return (
    <span className="flex min-w-0 flex-col sm:flex-row sm:gap-x-2">
      <span className="shrink-0">{t('agreement.aligned.yes')}</span>
      <span className="truncate">
        {by === undefined
          ? t('agreement.aligned.byNobodySeen', { time })
          : t('agreement.aligned.by', { name: by.participant.name, time })}
      </span>
    </span>
  );
}
