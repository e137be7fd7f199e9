import { MediationKind } from '@parley/shared/session';
import { clsx } from 'clsx';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

interface KindFieldProps {
  value: MediationKind;
  onChange: (kind: MediationKind) => void;
}

/** The six kinds, all in sight. */
export function KindField({ value, onChange }: KindFieldProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset>
      <legend className="font-medium">{t('staff.newCase.kind')}</legend>
      <div className="mt-1 grid grid-cols-2 gap-2 sm:grid-cols-3">
        {MediationKind.options.map((kind) => (
          <label
            key={kind}
            className={clsx(
              'relative flex min-h-11 items-center gap-2 rounded-md border bg-raised px-3 py-2 text-sm leading-snug sm:text-base',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
              kind === value
                ? 'border-ink font-medium ring-1 ring-ink'
                : 'border-line-strong hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={kind === value}
              onChange={() => onChange(kind)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-md outline-none focus-visible:shadow-none"
            />
            <span
              aria-hidden
              className={clsx(
                'size-4 shrink-0 rounded-full bg-raised',
                kind === value ? 'border-[5px] border-ink' : 'border-2 border-line-strong',
              )}
            />
            {t(`common.mediation.${kind}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
