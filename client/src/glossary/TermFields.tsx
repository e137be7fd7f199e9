import type { TermWords } from '@parley/shared/glossary';
import type { Language } from '@parley/shared/session';
import { useFormat } from '../i18n/format.ts';
import { TextField } from '../ui/Field.tsx';

type Texts = TermWords['texts'];

interface TermFieldsProps {
  languages: readonly Language[];
  texts: Texts;
  onChange: (texts: Texts) => void;
  /** Of the first field. */
  error?: string | undefined;
}

/** What something is called, a field for each language. */
export function TermFields({ languages, texts, onChange, error }: TermFieldsProps) {
  const format = useFormat();
  return languages.map((language, index) => (
    <TextField
      key={language}
      label={format.languageName(language)}
      lang={language}
      dir="auto"
      maxLength={200}
      error={index === 0 ? error : undefined}
      value={texts[language] ?? ''}
      onChange={(event) => onChange({ ...texts, [language]: event.target.value })}
    />
  ));
}
