import { useTranslation } from 'react-i18next';
import { directionOf } from '../i18n/direction.ts';
import { useLanguage } from '../i18n/index.ts';

interface NameProps {
  name: string;
  /** It is my own, and says so. */
  mine?: boolean;
  className?: string;
}

/** Somebody's name, which runs its own way among other words; what the interface says of it runs the interface's. */
export function Name({ name, mine = false, className }: NameProps) {
  const { t } = useTranslation();
  const direction = directionOf(useLanguage());
  return (
    <bdi dir={mine ? direction : 'auto'} className={className}>
      {mine ? t('room.stage.you', { name }) : name}
    </bdi>
  );
}
