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
  return mine ? (
    <OwnName {...{ name, className }} />
  ) : (
    <bdi dir="auto" className={className}>
      {name}
    </bdi>
  );
}

/** Stands for a name where it is not known yet what it is. */
const PLACE = '\uFFFC';

/** Where there is no room for all of it, the end of the name gives way: neither its beginning, nor that it is mine. */
function OwnName({ name, className }: { name: string; className: string | undefined }) {
  const { t } = useTranslation();
  const direction = directionOf(useLanguage());
  const [before, after] = t('room.stage.you', { name: PLACE }).split(PLACE);
  return (
    <bdi dir={direction} className={className}>
      <span className="inline-flex max-w-full whitespace-pre">
        {before}
        <bdi dir="auto" className="min-w-0 truncate">
          {name}
        </bdi>
        {after}
      </span>
    </bdi>
  );
}
