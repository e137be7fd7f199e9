import type { SessionView } from '@parley/shared/policy';
import { MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import type { ChatModel } from '../../../session/chat.ts';
import { Composer } from '../chat/Composer.tsx';
import { Lines } from '../chat/Lines.tsx';
import type { Draft } from '../chat/draft.ts';
import { useSeen } from '../chat/use-seen.ts';
import { roomKindOf } from '../room-name.ts';
import { partnersOf } from './outlets.ts';

interface BoothChatProps {
  booth: ChatModel;
  view: SessionView;
  actions: Pick<SessionActions, 'booth'>;
  draft: Draft;
  /** Not on phones, where the keyboard would cover what one came to read. */
  focusField: boolean;
}

/** As the protocol's `BoothText`, UTF-16 units. */
const longest = 1_000;

/** What interpreters write among themselves in this room. */
export function BoothChat({ booth, view, actions, draft, focusField }: BoothChatProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { seen, say, sayAgain, loadOlder } = actions.booth;
  useSeen(booth.unread, seen);
  const names = partnersOf(view);
  return (
    <div data-room={roomKindOf(view.place)} className="relative flex min-h-0 flex-1 flex-col">
      <p className="border-b border-line bg-sunken px-4 py-2 text-sm">
        {names.length === 0
          ? t('interpretation.partners.nobody')
          : t('interpretation.partners.readBy', { names: format.list(names) })}
      </p>
      <Lines
        chat={booth}
        label={t('interpretation.partners.title')}
        empty={{
          icon: <MessagesSquare size={28} aria-hidden />,
          title: t('interpretation.partners.empty'),
          text: t('interpretation.partners.emptyText'),
        }}
        view={view}
        onOlder={loadOlder}
        onAgain={sayAgain}
        doing={null}
      />
      <Composer
        draft={draft}
        place={view.place}
        onSay={say}
        longest={longest}
        words={{
          field: t('interpretation.partners.field'),
          placeholder: t('interpretation.partners.placeholder'),
          tooLong: t('interpretation.partners.tooLong'),
        }}
        files={null}
        focus={focusField}
      />
    </div>
  );
}
