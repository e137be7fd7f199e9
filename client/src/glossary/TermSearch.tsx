import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/Field.tsx';

interface TermSearchProps {
  search: string;
  onSearch: (search: string) => void;
}

/** Stands above the terms it looks through. */
export function TermSearch({ search, onSearch }: TermSearchProps) {
  const { t } = useTranslation();
  return (
    <div className="border-b border-line p-3">
      <TextField
        label={t('glossary.search')}
        labelHidden
        type="search"
        placeholder={t('glossary.search')}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        end={<Search size={18} aria-hidden />}
      />
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
