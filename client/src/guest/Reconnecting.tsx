import { useTranslation } from 'react-i18next';
import { Note } from '../ui/Note.tsx';

/** Above any screen outside a room while the line is down. */
export function Reconnecting() {
  const { t } = useTranslation();
  return (
    <Note tone="warning" live className="mb-6">
      {t('guest.line.reconnecting')}
    </Note>
  );
}
