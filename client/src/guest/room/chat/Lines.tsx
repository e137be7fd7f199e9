import type { MessageId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChatModel } from '../../../session/chat.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import type { FileDoing } from '../files/FileLine.tsx';
import { ChatLine } from './ChatLine.tsx';
import { useScroll } from './use-scroll.ts';

interface LinesProps {
  chat: ChatModel;
  label: string;
  empty: { icon: ReactNode; title: string; text: string };
  view: SessionView;
  onOlder: () => Promise<void>;
  onAgain: (id: MessageId) => Promise<void>;
  /** Null where no files are shown. */
  doing: FileDoing | null;
}

/** What was written, oldest above; follows the newest while one reads at the end. */
export function Lines({ chat, label, empty, view, onOlder, onAgain, doing }: LinesProps) {
  const { t } = useTranslation();
  const [loadOlder, loading] = useBusy(onOlder);
  const { ref, away, toEnd } = useScroll(chat.lines);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={ref}
        role="log"
        aria-label={label}
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
      >
        {chat.more && (
          <Button size="sm" variant="quiet" busy={loading} onClick={loadOlder} className="self-center">
            {t('room.chat.older')}
          </Button>
        )}
        {chat.lines.length === 0 ? (
          <Empty icon={empty.icon} title={empty.title}>
            <p>{empty.text}</p>
          </Empty>
        ) : (
          chat.lines.map((line, index) => (
            <ChatLine
              key={line.kind === 'said' ? line.message.id : line.id}
              line={line}
              before={chat.lines[index - 1]}
              me={view.me.participant.id}
              sides={view.sides}
              onAgain={onAgain}
              doing={doing}
            />
          ))
        )}
      </div>
      {away && (
        <div className="absolute bottom-2 self-center">
          <Button size="sm" onClick={toEnd}>
            {t('room.chat.latest')}
          </Button>
        </div>
      )}
    </div>
  );
}
