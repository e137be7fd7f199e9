import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { TextField } from '../../ui/Field.tsx';
import { type FieldProblem, useFieldText } from '../field-problem.ts';
import { useNow } from '../use-now.ts';
import { type MeetingDraft, type SessionField, startsAtOf } from './session-form.ts';

interface SessionFieldsProps {
  value: MeetingDraft;
  problems: ReadonlyMap<SessionField, FieldProblem> | undefined;
  onChange: (change: Partial<MeetingDraft>) => void;
}

/** What a session is called, and when it is. */
export function SessionFields({ value, problems, onChange }: SessionFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const fieldText = useFieldText();
  const now = useNow();
  return (
    <>
      <TextField
        label={t('staff.session.name')}
        value={value.title}
        error={fieldText(problems?.get('title'))}
        autoComplete="off"
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <div>
        <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,9rem)] gap-3">
          <TextField
            label={t('staff.session.date')}
            type="date"
            value={value.date}
            error={fieldText(problems?.get('date'))}
            onChange={(event) => onChange({ date: event.target.value })}
          />
          <TextField
            label={t('staff.session.time')}
            type="time"
            value={value.time}
            error={fieldText(problems?.get('time'))}
            onChange={(event) => onChange({ time: event.target.value })}
          />
        </div>
        <p className="mt-1 text-sm text-ink-2">
          {t('staff.session.zone', { zone: format.zone(startsAtOf(value) ?? now) })}
        </p>
      </div>
    </>
  );
}
