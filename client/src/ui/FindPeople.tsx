import { useTranslation } from 'react-i18next';
import { FindField } from './FindField.tsx';

/** More than so many are not found at a glance. */
export const AT_A_GLANCE = 12;

interface FindPeopleProps {
  query: string;
  onQuery: (query: string) => void;
  found: number;
}

/** Somebody among many, by their name or by what they are here as. */
export function FindPeople({ query, onQuery, found }: FindPeopleProps) {
  const { t } = useTranslation();
  const searching = query.trim() !== '';
  return (
    <div>
      <FindField
        label={t('common.find.person')}
        hint={t('common.find.hint')}
        query={query}
        onQuery={onQuery}
      />
      <p role="status" className="mt-1 text-sm text-ink-2 tabular-nums empty:hidden">
        {searching &&
          (found === 0
            ? t('common.find.none', { query: query.trim() })
            : t('common.find.found', { count: found }))}
      </p>
    </div>
  );
}
