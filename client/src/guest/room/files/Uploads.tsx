import type { MessageId } from '@parley/shared/ids';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorText, useLanguage } from '../../../i18n/index.ts';
import type { Upload } from '../../../session/files.ts';
import { Button } from '../../../ui/Button.tsx';
import { Bar } from './Bar.tsx';
import { useSize } from './use-size.ts';

interface UploadsProps {
  uploads: readonly Upload[];
  onDrop: (id: MessageId) => void;
  onAgain: (id: MessageId) => void;
}

/** My files on their way into the room, above where I write. */
export function Uploads({ uploads, onDrop, onAgain }: UploadsProps) {
  const { t } = useTranslation();
  if (uploads.length === 0) return null;
  return (
    <ul
      aria-label={t('files.sending')}
      className="flex max-h-48 flex-col gap-3 overflow-y-auto border-t border-line px-4 py-3"
    >
      {uploads.map((upload) => (
        <li key={upload.id} className="flex flex-col gap-1.5">
          <bdi className="font-medium [overflow-wrap:anywhere]">{upload.name}</bdi>
          <Going upload={upload} />
          <div className="flex gap-2">
            {upload.state.kind === 'refused' && upload.state.error.code !== 'file.bad-type' && (
              <Again upload={upload} onAgain={onAgain} />
            )}
            <Button
              size="sm"
              variant="quiet"
              aria-label={
                upload.state.kind === 'refused' ? undefined : t('files.cancelOf', { name: upload.name })
              }
              onClick={() => onDrop(upload.id)}
            >
              {upload.state.kind === 'refused' ? t('files.putAway') : t('files.cancel')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Only what may end otherwise is worth another try. */
function Again({ upload, onAgain }: { upload: Upload; onAgain: UploadsProps['onAgain'] }) {
  const { t } = useTranslation();
  if (upload.state.kind !== 'refused' || upload.state.error.category !== 'retry') return null;
  return (
    <Button size="sm" icon={<RotateCcw size={16} aria-hidden />} onClick={() => onAgain(upload.id)}>
      {t('files.again')}
    </Button>
  );
}

function Going({ upload: { state, size } }: { upload: Upload }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const bytes = useSize();
  switch (state.kind) {
    case 'waiting':
      return <p className="text-sm text-ink-2">{t('files.waiting')}</p>;
    case 'refused':
      return (
        <p role="alert" className="text-sm text-danger-ink">
          {t('files.refused', { reason: errorText(state.error, language) })}
        </p>
      );
    case 'sending': {
      const all = state.sent >= size;
      const words = all
        ? t('files.checking')
        : t('files.sent', { sent: bytes(state.sent), size: bytes(size) });
      return (
        <>
          <Bar label={words} done={state.sent} all={size} />
          <p className="text-sm text-ink-2 tabular-nums">{words}</p>
        </>
      );
    }
  }
}
