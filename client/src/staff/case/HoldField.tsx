import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { SelectField } from '../../ui/Field.tsx';
import { Note } from '../../ui/Note.tsx';
import { type HoldDays, holdDays, holdOf } from './hold.ts';

interface HoldFieldProps {
  /** The session the links are for. */
  startsAt: number;
  now: number;
  value: HoldDays;
  onChange: (days: HoldDays) => void;
}

/** How long links hold, counted from the session, with the moment it comes to. */
export function HoldField({ startsAt, now, value, onChange }: HoldFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { until, tooEarly } = holdOf(startsAt, value, now);
  const words = startsAt > now ? 'holdDays' : 'holdFromNow';
  return (
    <>
      <SelectField
        label={t('staff.link.hold')}
        hint={t('staff.link.holdUntil', { time: format.dateTime(until) })}
        value={value}
        onChange={(event) => {
          const days = holdDays.find((each) => String(each) === event.target.value);
          if (days !== undefined) onChange(days);
        }}
      >
        {holdDays.map((days) => (
          <option key={days} value={days}>
            {t(`staff.link.${words}.d${days}`)}
          </option>
        ))}
      </SelectField>
      {tooEarly && (
        <Note tone="warning" live>
          {t('staff.link.holdTooEarly', { time: format.short(until) })}
        </Note>
      )}
    </>
  );
}
