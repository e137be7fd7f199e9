import { useTranslation } from 'react-i18next';

/** Two facing speech marks: the two sides of a talk. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <span className="inline-flex items-center gap-2 font-semibold">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden className="shrink-0">
        <rect width="32" height="32" rx="8" className="fill-ink" />
        <path d="M6 9h7a3 3 0 0 1 3 3v11a3 3 0 0 0-3-3H6z" className="fill-paper" />
        <path
          d="M26 9h-7a3 3 0 0 0-3 3v11a3 3 0 0 1 3-3h7z"
          className="fill-none stroke-paper"
          strokeWidth="2"
          strokeLinejoin="round"
        />
      </svg>
      {t('common.product')}
    </span>
  );
}
