import type { MessageId, ParticipantId } from '@parley/shared/ids';
import type { AuthoredMessage } from '@parley/shared/protocol';
import { type SharedFile, type Side, sideOf } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Clock, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { errorText, useLanguage } from '../../../i18n/index.ts';
import type { ChatLine as Line } from '../../../session/chat.ts';
import { Button } from '../../../ui/Button.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import { type FileDoing, FileLine } from '../files/FileLine.tsx';
import { AnnouncedLine } from './AnnouncedLine.tsx';

interface ChatLineProps {
  line: Line;
  before: Line | undefined;
  me: ParticipantId;
  sides: readonly Side[];
  onAgain: (id: MessageId) => Promise<void>;
  /** Null where no files are shown. */
  doing: FileDoing | null;
}

const fiveMinutes = 5 * 60_000;

const authorOf = (line: Line, me: ParticipantId): ParticipantId =>
  line.kind === 'said' ? line.message.author : me;
const timeOf = (line: Line): number | null => {
  switch (line.kind) {
    case 'said':
      return line.message.at;
    case 'sending':
      return line.at;
    case 'refused':
      return null;
  }
};

const isAnnounced = ({ kind }: AuthoredMessage): boolean => kind === 'sent' || kind === 'announced';

const fileOf = (line: Line): SharedFile | undefined => (line.kind === 'said' ? line.message.file : undefined);

/** Goes on where the same person wrote a moment ago: no need to name them again. */
function continues(line: Line, before: Line | undefined, me: ParticipantId): boolean {
  if (fileOf(line) !== undefined) return false;
  if (before?.kind === 'said' && isAnnounced(before.message)) return false;
  if (before === undefined || authorOf(before, me) !== authorOf(line, me)) return false;
  return (timeOf(line) ?? 0) - (timeOf(before) ?? 0) < fiveMinutes;
}

export function ChatLine({ line, before, me, sides, onAgain, doing }: ChatLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (line.kind === 'said' && isAnnounced(line.message)) {
    return <AnnouncedLine message={line.message} sides={sides} />;
  }
  const mine = authorOf(line, me) === me;
  const time = timeOf(line);
  const side = line.kind === 'said' ? sideOf(line.message.from) : null;
  const file = fileOf(line);
  const text = line.kind === 'said' ? line.message.text : line.text;
  return (
    <div
      className={clsx('flex max-w-[88%] flex-col', mine ? 'items-end self-end' : 'items-start self-start')}
    >
      {!continues(line, before, me) && (
        <p className="mb-1 flex items-center gap-1.5 text-xs text-ink-2">
          <bdi className="font-semibold text-ink">
            {mine || line.kind !== 'said' ? t('common.me') : line.message.from.name}
          </bdi>
          {!mine && side !== null && <SideMark side={side} sides={sides} />}
          {time !== null && (
            <time dateTime={new Date(time).toISOString()} className="tabular-nums">
              {format.time(time)}
            </time>
          )}
        </p>
      )}
      {file === undefined || doing === null ? (
        <p
          dir="auto"
          className={clsx(
            'rounded-md border px-3 py-2 whitespace-pre-wrap',
            mine ? 'border-line bg-sunken' : 'border-line bg-raised',
            line.kind === 'refused' && 'border-danger',
          )}
        >
          {text}
        </p>
      ) : (
        <FileLine file={file} name={text} doing={doing} />
      )}
      {line.kind === 'sending' && (
        <p className="mt-1 flex items-center gap-1 text-xs text-ink-2">
          <Clock size={13} aria-hidden />
          {t('room.chat.sending')}
        </p>
      )}
      {line.kind === 'refused' && <Refused line={line} onAgain={onAgain} />}
    </div>
  );
}

function Refused({
  line,
  onAgain,
}: {
  line: Extract<Line, { kind: 'refused' }>;
  onAgain: ChatLineProps['onAgain'];
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div role="alert" className="mt-1 flex flex-col items-end gap-1 text-end text-sm text-danger-ink">
      {t('room.chat.refused', { reason: errorText(line.error, language) })}
      <Button size="sm" icon={<RotateCcw size={16} aria-hidden />} onClick={() => void onAgain(line.id)}>
        {t('room.chat.again')}
      </Button>
    </div>
  );
}
