import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Menu, MenuCheck } from '../../ui/Menu.tsx';
import { offeredLanguages } from './languages.ts';

interface LanguagesFieldProps {
  label: string;
  /** As many can be chosen. */
  most: number;
  value: readonly string[];
  error: string | undefined;
  onChange: (languages: string[]) => void;
}

/** What someone speaks, in the order chosen: the first is the one they are written to in. */
export function LanguagesField({ label, most, value, error, onChange }: LanguagesFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const names = value.map((tag) => format.languageName(tag)).join(t('common.separator'));
  const offered = [
    ...offeredLanguages,
    ...value.filter((tag) => !offeredLanguages.some((each) => each === tag)),
  ];
  return (
    <div className="flex flex-col gap-1">
      <span id={`${id}-label`} className="font-medium">
        {label}
      </span>
      <Menu
        align="start"
        trigger={
          <button
            type="button"
            aria-labelledby={`${id}-label ${id}-names`}
            aria-describedby={error === undefined ? undefined : `${id}-error`}
            data-invalid={error === undefined ? undefined : true}
            className={clsx(
              'flex min-h-11 w-full items-center gap-2 rounded-md border bg-raised px-3 py-2 text-start',
              error === undefined ? 'border-line-strong' : 'border-danger',
            )}
          >
            <span
              id={`${id}-names`}
              className={clsx('min-w-0 flex-1 truncate', names === '' && 'text-ink-2')}
            >
              {names === '' ? t('staff.newCase.languagesNone') : names}
            </span>
            <ChevronDown size={18} aria-hidden className="shrink-0 text-ink-2" />
          </button>
        }
      >
        <p className="px-3 py-1 text-sm text-ink-2">{t('staff.newCase.languagesLimit', { most })}</p>
        {offered.map((tag) => {
          const checked = value.includes(tag);
          return (
            <MenuCheck
              key={tag}
              checked={checked}
              disabled={!checked && value.length >= most}
              onChange={(on) => onChange(on ? [...value, tag] : value.filter((each) => each !== tag))}
            >
              {format.languageName(tag)}
            </MenuCheck>
          );
        })}
      </Menu>
      {error !== undefined && (
        <p id={`${id}-error`} className="text-sm text-danger-ink">
          {error}
        </p>
      )}
    </div>
  );
}
