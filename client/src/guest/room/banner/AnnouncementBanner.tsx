import type { AuthoredMessage } from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';
import { Megaphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { useAnnouncementTitle } from '../chat/announcement-title.ts';

interface AnnouncementBannerProps {
  message: AuthoredMessage;
  sides: readonly Side[];
  onSeen: () => void;
}

/** What a mediator tells from outside, until it is put away; it stays in the chat. */
export function AnnouncementBanner({ message, sides, onSeen }: AnnouncementBannerProps) {
  const { t } = useTranslation();
  const title = useAnnouncementTitle()(message, sides);
  return (
    <section
      data-told=""
      aria-label={title}
      className="flex w-full flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-room bg-room-soft px-4 py-2.5"
    >
      <div role="status" className="min-w-0 flex-1 basis-56">
        <p className="flex items-center gap-2 text-sm font-semibold text-room-ink">
          <Megaphone size={18} aria-hidden className="shrink-0" />
          {title}
        </p>
        <p dir="auto" tabIndex={0} className="mt-0.5 max-h-28 overflow-y-auto whitespace-pre-wrap">
          {message.text}
        </p>
      </div>
      <Button size="sm" onClick={onSeen} className="min-h-11 sm:min-h-9">
        {t('caucus.announcement.seen')}
      </Button>
    </section>
  );
}
