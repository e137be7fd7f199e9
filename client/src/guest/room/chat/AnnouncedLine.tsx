import type { AuthoredMessage } from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';
import { Megaphone } from 'lucide-react';
import { useFormat } from '../../../i18n/format.ts';
import { useAnnouncementTitle } from './announcement-title.ts';

interface AnnouncedLineProps {
  message: AuthoredMessage;
  sides: readonly Side[];
}

/** Told by a mediator who was not in the room: set apart from what those in it said. */
export function AnnouncedLine({ message, sides }: AnnouncedLineProps) {
  const format = useFormat();
  const title = useAnnouncementTitle();
  return (
    <div className="rounded-md border border-room bg-room-soft px-3 py-2">
      <p className="mb-1 flex flex-wrap items-center gap-x-2 text-xs text-room-ink">
        <Megaphone size={15} aria-hidden className="shrink-0" />
        <span className="font-semibold">{title(message, sides)}</span>
        <time dateTime={new Date(message.at).toISOString()} className="tabular-nums">
          {format.time(message.at)}
        </time>
      </p>
      <p dir="auto" className="whitespace-pre-wrap">
        {message.text}
      </p>
    </div>
  );
}
