import type { FileId } from '@parley/shared/ids';
import type { SharedFile } from '@parley/shared/session';
import { Download as DownloadIcon, Image } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { errorText, useLanguage } from '../../../i18n/index.ts';
import type { Download } from '../../../session/files.ts';
import { Button } from '../../../ui/Button.tsx';
import { Bar } from './Bar.tsx';
import { isPicture, KindIcon, useKindName } from './kind.tsx';
import { useSize } from './use-size.ts';

/** What can be done with the files of the room. */
export interface FileDoing {
  readonly downloads: ReadonlyMap<FileId, Download>;
  readonly save: (file: SharedFile, name: string) => Promise<void>;
  readonly show: (file: SharedFile) => Promise<void>;
  readonly putAway: (file: FileId) => void;
}

interface FileLineProps {
  file: SharedFile;
  name: string;
  doing: FileDoing;
}

/** A file shown in the room: what it is, and how to have it. */
export function FileLine({ file, name, doing }: FileLineProps) {
  const { t } = useTranslation();
  const size = useSize()(file.size);
  const kind = useKindName()(file.type, name);
  const download = doing.downloads.get(file.id);
  return (
    <div className="flex w-72 max-w-full flex-col gap-2 rounded-md border border-line bg-raised p-3">
      <div className="flex items-center gap-3">
        <KindIcon type={file.type} name={name} />
        <p className="min-w-0">
          <bdi className="block font-medium [overflow-wrap:anywhere]">{name}</bdi>
          <span className="text-sm text-ink-2 tabular-nums">{t('files.about', { kind, size })}</span>
        </p>
      </div>
      {download?.kind === 'shown' && (
        <img src={download.url} alt={name} className="max-h-72 w-full rounded-sm bg-sunken object-contain" />
      )}
      <Doing {...{ file, name, doing, size }} />
    </div>
  );
}

function Doing({ file, name, doing, size }: FileLineProps & { size: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const bytes = useSize();
  const download = doing.downloads.get(file.id);
  if (download?.kind === 'reading') {
    const words = t('files.received', { received: bytes(download.received), size });
    return (
      <>
        <Bar label={words} done={download.received} all={file.size} />
        <div className="flex items-center justify-between gap-2 text-sm text-ink-2 tabular-nums">
          {words}
          <Button
            size="sm"
            variant="quiet"
            aria-label={t('files.cancelOf', { name })}
            onClick={() => doing.putAway(file.id)}
          >
            {t('files.cancel')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      {download?.kind === 'refused' && (
        <p role="alert" className="text-sm text-danger-ink">
          {t('files.unread', { reason: errorText(download.error, language) })}
        </p>
      )}
      {download?.kind === 'saved' && (
        <p role="status" className="text-sm text-ink-2">
          {t('files.saved')}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<DownloadIcon size={16} aria-hidden />}
          aria-label={t('files.downloadOf', { name })}
          onClick={() => void doing.save(file, name)}
        >
          {t('files.download')}
        </Button>
        {isPicture(file.type) && <PictureButton {...{ file, name, doing }} />}
      </div>
    </>
  );
}

function PictureButton({ file, name, doing }: FileLineProps) {
  const { t } = useTranslation();
  if (doing.downloads.get(file.id)?.kind === 'shown') {
    return (
      <Button size="sm" variant="quiet" onClick={() => doing.putAway(file.id)}>
        {t('files.hide')}
      </Button>
    );
  }
  return (
    <Button
      size="sm"
      variant="quiet"
      icon={<Image size={16} aria-hidden />}
      aria-label={t('files.showOf', { name })}
      onClick={() => void doing.show(file)}
    >
      {t('files.show')}
    </Button>
  );
}
