import { EyeOff, Scale, UserRound, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const rules = [
  ['secret', EyeOff],
  ['record', VideoOff],
  ['alone', UserRound],
  ['concession', Scale],
] as const;

/** What everyone keeps to, in four sentences. */
export function Rules() {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-3">
      {rules.map(([rule, Icon]) => (
        <li key={rule} className="flex gap-3">
          <Icon size={20} aria-hidden className="mt-0.5 shrink-0 text-ink-2" />
          <span>{t(`check.rules.${rule}`)}</span>
        </li>
      ))}
    </ul>
  );
}
