import { useTranslation } from 'react-i18next';
import { Note } from '../ui/Note.tsx';

/** Above any screen outside a room while the line is down; `held`: something that was pressed waits for it. */
export function Reconnecting({ held }: { held: boolean }) {
  const { t } = useTranslation();
  return (
    <Note tone="warning" live className="mb-6">
      {t(held ? 'guest.line.held' : 'guest.line.reconnecting')}
    </Note>
  );
}
