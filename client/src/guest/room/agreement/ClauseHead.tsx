import { PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { ClauseMenu } from './ClauseMenu.tsx';
import { cardId } from './card-id.ts';
import type { Desk, Numbered } from './desk.ts';
import { useNamesIn } from './presence.ts';
import { StateBadge } from './StateBadge.tsx';
import { penName, sideName } from './words.ts';

/** Which clause it is, how far it has come, who writes it, and who has something against it. */
export function ClauseHead({ desk, clause, number }: Numbered & { desk: Desk }) {
  const { t } = useTranslation();
  const { view, kind, document } = desk;
  const format = useFormat();
  const here = useNamesIn(document, clause.id);
  return (
    <>
      <header className="flex items-start gap-2 border-b border-line py-1.5 ps-3 pe-1.5">
        <div className="flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <h3 id={`${cardId(clause.id)}-name`} className="font-semibold">
            {t('agreement.clause.name', { number })}
          </h3>
          {kind === 'agreement' && <StateBadge clause={clause} />}
          {clause.agreedBy.length > 0 && (
            <span className="flex items-center gap-1.5 text-sm">
              {clause.state === 'proposed' && (
                <span aria-hidden className="text-ink-2">
                  {t('agreement.state.agreedSoFar')}
                </span>
              )}
              <span className="sr-only">
                {t('agreement.state.agreedBy', {
                  sides: clause.agreedBy
                    .map((side) => sideName(t, side, view.sides))
                    .join(t('common.separator')),
                })}
              </span>
              {clause.agreedBy.map((side) => (
                <SideMark key={side} side={side} sides={view.sides} />
              ))}
            </span>
          )}
          {clause.without.length > 0 && (
            <span className="text-sm text-ink-2">
              {t('agreement.state.without', {
                sides: clause.without
                  .map((side) => sideName(t, side, view.sides))
                  .join(t('common.separator')),
              })}
            </span>
          )}
          {kind === 'agreement' && clause.state === 'draft' && (
            <span className="flex items-center gap-1.5 text-sm text-ink-2">
              <PenLine size={14} aria-hidden />
              {penName(t, clause.pen, view.sides)}
            </span>
          )}
          {here.length > 0 && (
            <span className="text-sm text-plenary-ink">
              {t('agreement.carets.here', { names: format.list(here) })}
            </span>
          )}
        </div>
        <ClauseMenu desk={desk} clause={clause} number={number} />
      </header>
      {clause.objection !== null && (
        <p className="flex items-start gap-2 border-b border-line bg-danger-soft px-3 py-2 text-sm text-danger-ink">
          <SideMark side={clause.objection.side} sides={view.sides} />
          <span>
            {t(clause.objection.reason === '' ? 'agreement.objectionBare' : 'agreement.objection', {
              side: sideName(t, clause.objection.side, view.sides),
              reason: clause.objection.reason,
            })}
          </span>
        </p>
      )}
    </>
  );
}
