import { assertNever } from '@parley/shared/lib';
import type { SessionView } from '@parley/shared/policy';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions, SessionModel } from '../../../session/model.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { LanguageSwitch } from '../../../ui/LanguageSwitch.tsx';
import { ThemeSwitch } from '../../../ui/ThemeSwitch.tsx';
import { DevicesDialog } from '../../devices/DevicesDialog.tsx';
import type { DeviceCheckProps } from '../../devices/model.ts';
import { RulesDialog } from '../board/RulesDialog.tsx';
import { CaptionsDialog } from '../captions/CaptionsDialog.tsx';
import { TranscriptDialog } from '../captions/TranscriptDialog.tsx';
import { ListeningDialog } from '../interpretation/ListeningDialog.tsx';
import { PastNotesDialog } from '../notes/PastNotesDialog.tsx';
import { WishDialog } from '../private/WishDialog.tsx';
import { MannerDialog } from '../turns/MannerDialog.tsx';
import type { RoomDialog } from '../ui-state.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { NoticesDialog } from './NoticesDialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

interface RoomDialogsProps {
  dialog: RoomDialog;
  onDialog: (dialog: RoomDialog | null) => void;
  view: SessionView;
  notices: SessionModel['notices'];
  actions: Pick<
    SessionActions,
    | 'refuse'
    | 'remove'
    | 'adjourn'
    | 'leave'
    | 'dismiss'
    | 'notes'
    | 'rooms'
    | 'interpretation'
    | 'turns'
    | 'captions'
  >;
  check: DeviceCheckProps;
}

/** What opens over the room. */
export function RoomDialogs({ dialog, onDialog, view, notices, actions, check }: RoomDialogsProps) {
  const { t } = useTranslation();
  const close = (): void => onDialog(null);
  switch (dialog.kind) {
    case 'refuse':
    case 'remove': {
      const { kind } = dialog;
      const { id, name } = dialog.person.participant;
      return (
        <ReasonDialog
          onClose={close}
          title={t(`room.${kind}.title`, { name })}
          consequence={t(`room.${kind}.text`, { name })}
          verb={t(`room.${kind}.verb`)}
          danger={kind === 'remove'}
          field={{ label: t(`room.${kind}.reason`), placeholder: t(`room.${kind}.placeholder`) }}
          onConfirm={(reason) => actions[kind](id, reason)}
        />
      );
    }
    case 'decline': {
      const { id, name } = dialog.person.participant;
      return (
        <ReasonDialog
          onClose={close}
          title={t('board.decline.title', { name })}
          consequence={t('board.decline.text', { name })}
          verb={t('board.decline.verb')}
          field={{ label: t('board.decline.reason'), placeholder: t('board.decline.placeholder') }}
          onConfirm={(reason) => actions.rooms.declineWish(id, reason)}
        />
      );
    }
    case 'rules':
      return view.board !== null && <RulesDialog board={view.board} {...{ actions }} onClose={close} />;
    case 'manner':
      return <MannerDialog view={view} card={dialog.card} turns={actions.turns} onClose={close} />;
    case 'past-notes':
      return <PastNotesDialog view={view} actions={actions} onClose={close} />;
    case 'adjourn':
      return (
        <ReasonDialog
          onClose={close}
          title={t('room.adjourn.title')}
          consequence={t('room.adjourn.text')}
          verb={t('room.adjourn.verb')}
          field={{ label: t('room.adjourn.note'), placeholder: t('room.adjourn.placeholder') }}
          onConfirm={(note) => actions.adjourn(note)}
        />
      );
    case 'wish':
      return <WishDialog wish={dialog.wish} actions={actions} onClose={close} />;
    case 'leave':
      return (
        <LeaveDialog
          conducts={view.powers.conduct}
          adjourns={view.powers.preside}
          onClose={close}
          onLeave={() => actions.leave()}
          onAdjourn={() => onDialog({ kind: 'adjourn' })}
        />
      );
    case 'devices':
      return <DevicesDialog onClose={close} {...check} />;
    case 'settings':
      return (
        <Dialog open onOpenChange={close} title={t('room.settings.title')}>
          <div className="flex flex-col items-start gap-5 pt-2">
            <Labelled label={t('common.language')}>
              <LanguageSwitch />
            </Labelled>
            <Labelled label={t('common.theme.label')}>
              <ThemeSwitch />
            </Labelled>
          </div>
        </Dialog>
      );
    case 'listening':
      return <ListeningDialog view={view} actions={actions} onClose={close} />;
    case 'captions':
      return (
        <CaptionsDialog
          {...{ view, actions }}
          onTranscript={() => onDialog({ kind: 'transcript' })}
          onClose={close}
        />
      );
    case 'transcript':
      return <TranscriptDialog view={view} actions={actions} onClose={close} />;
    case 'notices':
      return <NoticesDialog notices={notices} onDrop={(id) => actions.dismiss(id)} onClose={close} />;
    default:
      return assertNever(dialog);
  }
}

const Labelled = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex flex-col gap-2">
    <span aria-hidden className="font-medium">
      {label}
    </span>
    {children}
  </div>
);
