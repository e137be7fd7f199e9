import type { SideId } from '@parley/shared/ids';
import type { Side, SideKind } from '@parley/shared/session';
import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';

const patterns: { readonly [K in SideKind]: string } = {
  applicant: 'pattern-applicant',
  respondent: 'pattern-respondent',
  other: 'pattern-other',
};

/** A side's number among its kind: null where it is the only one. */
function ordinal(side: Side, sides: readonly Side[]): number | null {
  const alike = sides.filter(({ kind }) => kind === side.kind);
  return alike.length < 2 ? null : alike.findIndex(({ id }) => id === side.id) + 1;
}

interface SideMarkProps {
  side: SideId;
  sides: readonly Side[];
  /** Over a picture: light on dark. */
  onVeil?: boolean;
}

/** 申 / 被, A / R: the letter and the pattern belong to the side for good. The words beside it name the side. */
export function SideMark({ side: id, sides, onVeil = false }: SideMarkProps) {
  const { t } = useTranslation();
  const side = sides.find((each) => each.id === id);
  if (side === undefined) return null;
  const filled = side.kind === 'applicant';
  return (
    <span
      aria-hidden
      className={clsx(
        'inline-flex h-5 shrink-0 overflow-hidden rounded-sm border align-[-0.2em] text-xs leading-none font-bold',
        onVeil ? 'border-white' : 'border-ink',
        onVeil ? 'text-white' : 'text-ink',
      )}
    >
      <span className={clsx('w-2', patterns[side.kind])} />
      <span
        className={clsx(
          'flex items-center px-1',
          filled && (onVeil ? 'bg-white text-black' : 'bg-ink text-paper'),
        )}
      >
        {t(`common.sideMark.${side.kind}`)}
        {ordinal(side, sides)}
      </span>
    </span>
  );
}
