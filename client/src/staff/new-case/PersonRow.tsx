import { Role } from '@parley/shared/session';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { type FieldProblem, useFieldText } from '../field-problem.ts';
import type { DraftPerson } from './draft.ts';
import { mostLanguages } from './languages.ts';
import { LanguagesField } from './LanguagesField.tsx';

interface PersonRowProps {
  person: DraftPerson;
  /** What they can be here. */
  roles: readonly Role[];
  nameProblem: FieldProblem | undefined;
  languagesProblem: FieldProblem | undefined;
  /** False for the last mediator, who can neither go nor become someone else. */
  mayGo: boolean;
  onChange: (change: Partial<DraftPerson>) => void;
  onRemove: () => void;
}

export function PersonRow(props: PersonRowProps) {
  const { person, roles, nameProblem, languagesProblem, mayGo, onChange, onRemove } = props;
  const { t } = useTranslation();
  const fieldText = useFieldText();
  const called = person.name.trim() === '' ? t(`common.role.${person.role}`) : person.name.trim();
  return (
    <div
      data-person={person.key}
      role="group"
      aria-label={called}
      className={clsx(
        'grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_2.75rem] items-start gap-x-3 gap-y-3',
        'sm:grid-cols-[minmax(0,1fr)_10.5rem_minmax(0,13rem)_2.75rem]',
        'max-sm:not-first:border-t max-sm:not-first:border-line max-sm:not-first:pt-5',
      )}
    >
      <div className={clsx(mayGo ? 'col-span-2' : 'col-span-3', 'sm:col-span-1')}>
        <TextField
          label={t('staff.newCase.name')}
          value={person.name}
          error={fieldText(nameProblem)}
          autoComplete="off"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      <SelectField
        label={t('staff.newCase.role')}
        value={person.role}
        disabled={!mayGo}
        onChange={(event) => {
          const role = Role.safeParse(event.target.value);
          if (role.success) onChange({ role: role.data });
        }}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {role === 'interpreter' && person.side === null
              ? t('staff.newCase.neutralInterpreter')
              : t(`common.role.${role}`)}
          </option>
        ))}
      </SelectField>
      <div className="col-span-2 sm:col-span-1">
        <LanguagesField
          label={t('staff.newCase.languages')}
          most={mostLanguages}
          value={person.languages}
          error={fieldText(languagesProblem)}
          onChange={(languages) => onChange({ languages })}
        />
      </div>
      {mayGo && (
        <IconButton
          label={t('staff.newCase.removeOne', { name: called })}
          icon={<X size={18} aria-hidden />}
          onClick={onRemove}
          className="col-start-3 row-start-1 mt-7 text-ink-2 sm:col-auto sm:row-auto"
        />
      )}
    </div>
  );
}
