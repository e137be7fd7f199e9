import type { SessionView } from '@parley/shared/policy';
import { MessageSquare } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions, SessionModel } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { roomKindOf, useRoomName } from '../room-name.ts';
import { useDrop } from '../files/use-drop.ts';
import { Uploads } from '../files/Uploads.tsx';
import { ChatLine } from './ChatLine.tsx';
import { Composer } from './Composer.tsx';
import type { Draft } from './use-draft.ts';
import { useScroll } from './use-scroll.ts';

interface ChatPanelProps {
  chat: SessionModel['chat'];
  files: SessionModel['files'];
  view: SessionView;
  actions: Pick<
    SessionActions,
    | 'say'
    | 'sayAgain'
    | 'loadOlder'
    | 'chatSeen'
    | 'shareFiles'
    | 'dropUpload'
    | 'uploadAgain'
    | 'saveFile'
    | 'showFile'
    | 'putAwayFile'
  >;
  draft: Draft;
  /** Not on phones, where the keyboard would cover what one came to read. */
  focusField: boolean;
}

/** What is written in this room, oldest above. */
export function ChatPanel({ chat, files, view, actions, draft, focusField }: ChatPanelProps) {
  const { t } = useTranslation();
  const room = useRoomName()(view.place);
  const [loadOlder, loading] = useBusy(() => actions.loadOlder());
  const { ref, away, toEnd } = useScroll(chat.lines);
  useSeen(chat.unread, actions);
  const share = (chosen: readonly File[]): void => actions.shareFiles(chosen);
  const { over, handlers } = useDrop(view.powers.speak ? share : null);
  const doing = {
    downloads: files.downloads,
    save: actions.saveFile.bind(actions),
    show: actions.showFile.bind(actions),
    putAway: actions.putAwayFile.bind(actions),
  };
  return (
    // The sheet stands outside the room's frame and carries its colour itself.
    <div data-room={roomKindOf(view.place)} className="relative flex min-h-0 flex-1 flex-col" {...handlers}>
      {over && (
        <p className="pointer-events-none absolute inset-2 z-10 flex items-center justify-center rounded-md border-2 border-dashed border-room bg-raised p-6 text-center font-semibold">
          {t('files.drop', { room })}
        </p>
      )}
      <p className="border-b border-line bg-room-soft px-4 py-2 text-sm text-room-ink">
        {isPrivate(view) ? t('caucus.chat.private') : t('room.chat.seenBy', { room })}
      </p>
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div
          ref={ref}
          role="log"
          aria-label={t('room.chat.log')}
          tabIndex={0}
          className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
        >
          {chat.more && (
            <Button size="sm" variant="quiet" busy={loading} onClick={loadOlder} className="self-center">
              {t('room.chat.older')}
            </Button>
          )}
          {chat.lines.length === 0 ? (
            <Empty icon={<MessageSquare size={28} aria-hidden />} title={t('room.chat.empty')}>
              <p>{t('room.chat.emptyText')}</p>
            </Empty>
          ) : (
            chat.lines.map((line, index) => (
              <ChatLine
                key={line.kind === 'said' ? line.message.id : line.id}
                line={line}
                before={chat.lines[index - 1]}
                me={view.me.participant.id}
                sides={view.sides}
                onAgain={(id) => actions.sayAgain(id)}
                doing={doing}
              />
            ))
          )}
        </div>
        {away && (
          <Button size="sm" onClick={toEnd} className="absolute bottom-2 self-center">
            {t('room.chat.latest')}
          </Button>
        )}
      </div>
      <Uploads
        uploads={files.uploads}
        onDrop={(id) => actions.dropUpload(id)}
        onAgain={(id) => actions.uploadAgain(id)}
      />
      {view.powers.speak ? (
        <Composer
          draft={draft}
          onSay={(text) => actions.say(text)}
          onFiles={share}
          opens={isPrivate(view) ? t('files.opens.private', { room }) : t('files.opens.joint')}
          focus={focusField}
        />
      ) : (
        <p className="border-t border-line px-4 py-3 text-sm text-ink-2">{t('room.chat.readOnly')}</p>
      )}
    </div>
  );
}

const isPrivate = ({ place }: SessionView): boolean => place.kind === 'room' && place.roomKind !== 'plenary';

/** Nothing counts as unread while it is in sight. */
function useSeen(unread: number, actions: Pick<SessionActions, 'chatSeen'>): void {
  useEffect(() => {
    const look = (): void => {
      if (unread > 0 && document.visibilityState === 'visible') actions.chatSeen();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [unread, actions]);
}
