import type { RefusalView } from '@parley/shared/agreement';
import { clsx } from 'clsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, readKept } from '../../../../session/kept.ts';
import { Button } from '../../../../ui/Button.tsx';
import { SideMark } from '../../../../ui/SideMark.tsx';
import type { Desk } from '../desk.ts';
import { sideName } from '../words.ts';
import { whoDid } from './whose.ts';

interface OfRefusal {
  desk: Desk;
  refusal: RefusalView;
}

/** That something proposed came to nothing, and why; until it is read, or something else comes of it. */
export function RefusalNote({ desk, refusal, number }: OfRefusal & { number: number }) {
  const { t } = useTranslation();
  const { outcome } = refusal;
  const key = `parley.refusal.${refusal.proposal}`;
  const [hidden, setHidden] = useState(() => readKept('sessionStorage', key) !== null);
  if (hidden) return null;
  const title = t(`proposals.refusal.${outcome.kind}.${refusal.kind}`, {
    who: whoDid(t, desk.view, refusal.side),
    number,
  });
  return (
    <div
      role="group"
      aria-label={title}
      className={clsx(
        'flex flex-wrap items-start gap-x-3 gap-y-1 border-t border-line px-3 py-2',
        outcome.kind === 'refused' ? 'bg-danger-soft text-danger-ink' : 'bg-sunken',
      )}
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{title}</p>
        <Why desk={desk} refusal={refusal} />
      </div>
      <Button
        size="sm"
        variant="quiet"
        onClick={({ currentTarget }) => {
          currentTarget.closest('article')?.focus();
          keep('sessionStorage', key, '1');
          setHidden(true);
        }}
      >
        {t('proposals.refusal.hide')}
      </Button>
    </div>
  );
}

function Why({ desk: { view }, refusal: { outcome } }: OfRefusal) {
  const { t } = useTranslation();
  switch (outcome.kind) {
    case 'refused': {
      const side = sideName(t, outcome.side, view.sides);
      return (
        <p className="flex items-start gap-2">
          <SideMark side={outcome.side} sides={view.sides} />
          <span>
            {outcome.reason === ''
              ? t('proposals.refusal.bare', { side })
              : t('proposals.refusal.reason', { side, reason: outcome.reason })}
          </span>
        </p>
      );
    }
    case 'lapsed':
      return (
        <p>{t(`proposals.refusal.why.${outcome.why}`, { side: sideName(t, outcome.without, view.sides) })}</p>
      );
  }
}
