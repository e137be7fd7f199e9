import type { RefusalView } from '@parley/shared/agreement';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keep, readKept } from '../../../../session/kept.ts';
import { Button } from '../../../../ui/Button.tsx';
import { SideMark } from '../../../../ui/SideMark.tsx';
import type { Desk } from '../desk.ts';
import { sideName } from '../words.ts';
import { whoDid } from './whose.ts';

/** That something proposed was refused, by which side and why; until it is read, or something else comes of it. */
export function RefusalNote({ desk, refusal, number }: { desk: Desk; refusal: RefusalView; number: number }) {
  const { t } = useTranslation();
  const { view } = desk;
  const key = `parley.refusal.${refusal.proposal}`;
  const [hidden, setHidden] = useState(() => readKept('sessionStorage', key) !== null);
  if (hidden) return null;
  const side = sideName(t, refusal.refusedBy, view.sides);
  return (
    <div
      role="group"
      aria-label={t(`proposals.refusal.${refusal.kind}`, { who: whoDid(t, view, refusal.side), number })}
      className="flex flex-wrap items-start gap-x-3 gap-y-1 border-t border-line bg-danger-soft px-3 py-2 text-danger-ink"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">
          {t(`proposals.refusal.${refusal.kind}`, { who: whoDid(t, view, refusal.side), number })}
        </p>
        <p className="flex items-start gap-2">
          <SideMark side={refusal.refusedBy} sides={view.sides} />
          <span>
            {refusal.reason === ''
              ? t('proposals.refusal.bare', { side })
              : t('proposals.refusal.reason', { side, reason: refusal.reason })}
          </span>
        </p>
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
