import { History, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionModel } from '../../../session/model.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useNoticeText } from '../../notice-text.ts';

interface NoticesDialogProps {
  notices: SessionModel['notices'];
  onDrop: (id: number) => void;
  onClose: () => void;
}

/** Every notice that was shown, newest first: for whoever was looking elsewhere. */
export function NoticesDialog({ notices, onDrop, onClose }: NoticesDialogProps) {
  const { t } = useTranslation();
  const text = useNoticeText();
  const format = useFormat();
  return (
    <Dialog open onOpenChange={onClose} title={t('room.notices.title')}>
      {notices.length === 0 ? (
        <Empty icon={<History size={28} aria-hidden />} title={t('room.notices.empty')} />
      ) : (
        <ul className="divide-y divide-line">
          {notices.toReversed().map((notice) => (
            <li key={notice.id} className="flex items-center gap-3 py-1">
              <span className="min-w-0 flex-1">
                {text(notice)}
                <time
                  dateTime={new Date(notice.at).toISOString()}
                  className="block text-sm text-ink-2 tabular-nums"
                >
                  {format.time(notice.at)}
                </time>
              </span>
              <IconButton
                label={t('room.notices.drop')}
                icon={<Trash2 size={18} aria-hidden />}
                onClick={() => onDrop(notice.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
