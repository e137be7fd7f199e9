import { useTranslation } from 'react-i18next';
import { FindField } from '../ui/FindField.tsx';

interface TermSearchProps {
  search: string;
  onSearch: (search: string) => void;
}

/** Stands above the terms it looks through. */
export function TermSearch({ search, onSearch }: TermSearchProps) {
  const { t } = useTranslation();
  return (
    <div className="border-b border-line p-3">
      <FindField label={t('glossary.search')} hint={t('glossary.search')} query={search} onQuery={onSearch} />
    </div>
  );
}

/** What is looked for is in none of them. */
export function NoSuchTerm({ search }: Pick<TermSearchProps, 'search'>) {
  const { t } = useTranslation();
  return (
    <p role="status" className="p-4 text-ink-2">
      {t('glossary.noMatch', { search })}
    </p>
  );
}
