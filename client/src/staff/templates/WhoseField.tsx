import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../ui/Field.tsx';

interface WhoseFieldProps {
  value: string;
  organisations: readonly string[] | null;
  error: string | undefined;
  onChange: (organisation: string) => void;
}

/** A choice among those that have cases here: a session is offered what is of exactly its own. */
export function WhoseField({ value, organisations, error, onChange }: WhoseFieldProps) {
  const { t } = useTranslation();
  const label = t('staff.newCase.organisation');
  if (organisations === null || organisations.length === 0) {
    return (
      <TextField
        {...{ label, value, error }}
        hint={organisations === null ? undefined : t('templates.form.organisationHint')}
        disabled={organisations === null}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const all = organisations.includes(value) ? organisations : [...organisations, value];
  return (
    <SelectField {...{ label, value, error }} onChange={(event) => onChange(event.target.value)}>
      {all.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </SelectField>
  );
}
