import { useTranslation } from 'react-i18next';
import { TextField } from '../../../ui/Field.tsx';
import { type FieldProblem, useFieldText } from '../../field-problem.ts';
import { mostLanguages } from '../../new-case/languages.ts';
import { LanguagesField } from '../../new-case/LanguagesField.tsx';
import type { PersonField } from './person-form.ts';

interface Named {
  readonly name: string;
  readonly languages: readonly string[];
}

interface PersonFieldsProps {
  value: Named;
  problems: ReadonlyMap<PersonField, FieldProblem> | undefined;
  onChange: (change: Partial<Named>) => void;
}

/** What somebody is called and what they speak. */
export function PersonFields({ value, problems, onChange }: PersonFieldsProps) {
  const { t } = useTranslation();
  const fieldText = useFieldText();
  return (
    <>
      <TextField
        label={t('staff.newCase.name')}
        value={value.name}
        error={fieldText(problems?.get('name'))}
        autoComplete="off"
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <LanguagesField
        label={t('staff.newCase.languages')}
        most={mostLanguages}
        value={value.languages}
        error={fieldText(problems?.get('languages'))}
        onChange={(languages) => onChange({ languages })}
      />
    </>
  );
}
