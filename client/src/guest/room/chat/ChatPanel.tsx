import type { SessionView } from '@parley/shared/policy';
import { MessageSquare } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions, SessionModel } from '../../../session/model.ts';
import { roomKindOf, useRoomName } from '../room-name.ts';
import { useDrop } from '../files/use-drop.ts';
import { Uploads } from '../files/Uploads.tsx';
import { Composer } from './Composer.tsx';
import { Lines } from './Lines.tsx';
import type { Draft } from './draft.ts';
import { useSeen } from './use-seen.ts';

/** The longest message, in UTF-16 units, as in the protocol's `ChatText`. */
const longest = 4_000;

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
  const seen = useCallback(() => actions.chatSeen(), [actions]);
  useSeen(chat.unread, seen);
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
      <Lines
        chat={chat}
        label={t('room.chat.log')}
        empty={{
          icon: <MessageSquare size={28} aria-hidden />,
          title: t('room.chat.empty'),
          text: t('room.chat.emptyText'),
        }}
        view={view}
        onOlder={() => actions.loadOlder()}
        onAgain={(id) => actions.sayAgain(id)}
        doing={doing}
      />
      <Uploads
        uploads={files.uploads}
        onDrop={(id) => actions.dropUpload(id)}
        onAgain={(id) => actions.uploadAgain(id)}
      />
      {view.powers.speak ? (
        <Composer
          draft={draft}
          place={view.place}
          onSay={(text) => actions.say(text)}
          longest={longest}
          words={{
            field: t('room.chat.field'),
            placeholder: t('room.chat.placeholder'),
            tooLong: t('room.chat.tooLong'),
          }}
          files={{
            onFiles: share,
            opens: isPrivate(view) ? t('files.opens.private', { room }) : t('files.opens.joint'),
          }}
          focus={focusField}
        />
      ) : (
        <p className="border-t border-line px-4 py-3 text-sm text-ink-2">{t('room.chat.readOnly')}</p>
      )}
    </div>
  );
}

const isPrivate = ({ place }: SessionView): boolean => place.kind === 'room' && place.roomKind !== 'plenary';
