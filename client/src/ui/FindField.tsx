import { Search, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { TextField } from './Field.tsx';
import { IconButton } from './IconButton.tsx';

interface FindFieldProps {
  label: string;
  hint: string;
  query: string;
  onQuery: (query: string) => void;
}

/** Narrows what stands below it to what one types. No landmark: there can be one for every list on a page. */
export function FindField({ label, hint, query, onQuery }: FindFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={label}
      labelHidden
      type="search"
      enterKeyHint="search"
      placeholder={hint}
      value={query}
      onChange={(event) => onQuery(event.target.value)}
      className="text-ellipsis [&::-webkit-search-cancel-button]:hidden"
      end={
        query.trim() === '' ? (
          <Search size={18} aria-hidden className="pointer-events-none" />
        ) : (
          <IconButton
            label={t('common.find.clear')}
            icon={<X size={18} aria-hidden />}
            onClick={() => onQuery('')}
          />
        )
      }
    />
  );
}
