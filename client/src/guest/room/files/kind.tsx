import type { FileType } from '@parley/shared/session';
import {
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  type LucideIcon,
  Presentation,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';

type Kind = 'document' | 'sheet' | 'slides' | 'text' | 'picture' | 'sound' | 'film';

const icons: { readonly [K in Kind]: LucideIcon } = {
  document: FileText,
  sheet: FileSpreadsheet,
  slides: Presentation,
  text: FileText,
  picture: FileImage,
  sound: FileAudio,
  film: FileVideo,
};

/** What a person calls a file of this type; the old office kinds share one type and are told by their name. */
function kindOf(type: FileType, name: string): Kind {
  switch (type) {
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return 'sheet';
    case 'application/vnd.openxmlformats-officedocument.presentationml.presentation':
      return 'slides';
    case 'application/msword':
      return name.toLowerCase().endsWith('.xls')
        ? 'sheet'
        : name.toLowerCase().endsWith('.ppt')
          ? 'slides'
          : 'document';
    case 'application/pdf':
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return 'document';
    case 'text/plain':
      return 'text';
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp':
    case 'image/gif':
      return 'picture';
    case 'audio/mpeg':
    case 'audio/mp4':
    case 'audio/wav':
    case 'audio/ogg':
      return 'sound';
    case 'video/mp4':
    case 'video/webm':
    case 'video/quicktime':
      return 'film';
  }
}

export const isPicture = (type: FileType): boolean => kindOf(type, '') === 'picture';

export function KindIcon({ type, name }: { type: FileType; name: string }) {
  const Icon = icons[kindOf(type, name)];
  return <Icon size={28} aria-hidden className="shrink-0 text-ink-2" />;
}

export function useKindName(): (type: FileType, name: string) => string {
  const { t } = useTranslation();
  return (type, name) => t(`files.kinds.${kindOf(type, name)}`);
}
