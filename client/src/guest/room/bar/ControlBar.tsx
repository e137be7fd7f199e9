import type { SessionView } from '@parley/shared/policy';
import {
  DoorClosed,
  FileText,
  Grid2x2,
  Hand,
  Headphones,
  LayoutDashboard,
  LogOut,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  RectangleHorizontal,
  TriangleAlert,
  Users,
  Video,
  VideoOff,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DrawnModel } from '../../drawn-model.ts';
import { Spinner } from '../../../ui/Spinner.tsx';
import { useMedia } from '../../../ui/use-media.ts';
import type { Layout } from '../stage/Stage.tsx';
import type { Panel, RoomDialog } from '../ui-state.ts';
import type { AgreementControl } from '../agreement/use-agreement.ts';
import { waitingForMe } from '../agreement/waiting.ts';
import { choicesOf } from '../interpretation/listening.ts';
import { mayAskForRoom } from '../private/may-ask.ts';
import { isHeldBack } from '../turns/standing.ts';
import { BarButton } from './BarButton.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { shortcutText } from './shortcuts.ts';
import type { Controls } from './use-controls.ts';

export interface ControlBarProps {
  model: DrawnModel;
  view: SessionView;
  controls: Controls;
  panel: Panel | null;
  onPanel: (panel: Panel) => void;
  agreement: Pick<AgreementControl, 'open' | 'toggle'>;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  onDialog: (dialog: RoomDialog) => void;
  canShare: boolean;
  /** How many people wait for a decision of mine. */
  needs: number;
  /** A phone: only what is needed all the time stands in the bar, the rest moves into «more». */
  narrow: boolean;
}

/** With everything in it the bar takes more than a tablet has. */
const roomy = '(min-width: 75rem)';

const size = 22;

/** Everything one does in a room, within reach of a thumb. */
export function ControlBar(props: ControlBarProps) {
  const { model, view, controls, panel, onPanel, onDialog, needs, narrow } = props;
  const { t } = useTranslation();
  const tight = !useMedia(roomy);
  const { conduct, speak } = view.powers;
  const inRoom = view.place.kind === 'room';
  return (
    <nav
      aria-label={t('room.bar.label')}
      className="flex items-stretch gap-0.5 border-t border-line bg-raised px-1 pt-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] sm:gap-1 sm:px-2"
    >
      <div className="contents sm:flex sm:gap-1">
        {speak && view.place.kind === 'moving' && (
          <BarButton icon={<MicOff size={size} aria-hidden />} label={t('room.hears.micMuted')} busy />
        )}
        {speak && inRoom && (
          <>
            <MicrophoneButton model={model} view={view} controls={controls} onDialog={onDialog} />
            <CameraButton model={model} controls={controls} onDialog={onDialog} />
            {!tight && <ShareButton {...props} />}
            {!conduct && <HandButton model={model} view={view} controls={controls} />}
          </>
        )}
      </div>
      <span className="hidden flex-1 sm:block" />
      <div className="contents sm:flex sm:gap-1">
        {inRoom && (
          <BarButton
            icon={<MessageSquare size={size} aria-hidden />}
            label={t('room.bar.chat')}
            shortcut={shortcutText('chat')}
            open={panel === 'chat'}
            aria-pressed={panel === 'chat'}
            badge={{ count: model.chat.unread, words: t('room.bar.unread', { count: model.chat.unread }) }}
            onClick={() => onPanel('chat')}
          />
        )}
        {inRoom && !narrow && <AgreementButton {...props} />}
        {inRoom && !narrow && (
          <BarButton
            icon={<Users size={size} aria-hidden />}
            label={t('room.bar.people')}
            shortcut={shortcutText('people')}
            open={panel === 'people'}
            aria-pressed={panel === 'people'}
            onClick={() => onPanel('people')}
          />
        )}
        {conduct && (
          <BarButton
            icon={<LayoutDashboard size={size} aria-hidden />}
            label={t('board.bar')}
            shortcut={shortcutText('board')}
            open={panel === 'board'}
            aria-pressed={panel === 'board'}
            badge={{ count: needs, words: t('room.bar.needs', { count: needs }) }}
            onClick={() => onPanel('board')}
          />
        )}
        {!tight && choicesOf(view).length > 0 && <ListenButton onDialog={onDialog} />}
        {!tight && mayAskForRoom(view) && <AskButton onDialog={onDialog} />}
        {inRoom && !tight && <LayoutButton {...props} />}
        <MoreMenu {...props} tight={tight} />
        <BarButton
          icon={<LogOut size={size} aria-hidden className="rtl:-scale-x-100" />}
          label={t('room.bar.leave')}
          danger
          onClick={() => onDialog({ kind: 'leave' })}
        />
      </div>
    </nav>
  );
}

type Part = Pick<ControlBarProps, 'model' | 'view' | 'controls' | 'onDialog'>;

function MicrophoneButton({ model, view, controls, onDialog }: Part) {
  const { t } = useTranslation();
  if (model.local.microphone.kind === 'failed') {
    return (
      <BarButton
        icon={<TriangleAlert size={size} aria-hidden />}
        label={t('room.bar.noMicrophone')}
        onClick={() => onDialog({ kind: 'devices' })}
      />
    );
  }
  const open = view.me.microphone === 'open';
  return (
    <BarButton
      icon={open ? <Mic size={size} aria-hidden /> : <MicOff size={size} aria-hidden />}
      label={open ? t('room.bar.mute') : t('room.bar.unmute')}
      shortcut={shortcutText('microphone')}
      live={open && !isHeldBack(view)}
      busy={controls.busy.microphone}
      onClick={controls.toggleMicrophone}
    />
  );
}

function CameraButton({ model, controls, onDialog }: Omit<Part, 'view'>) {
  const { t } = useTranslation();
  const { camera } = model.local;
  if (camera.kind === 'failed') {
    return (
      <BarButton
        icon={<TriangleAlert size={size} aria-hidden />}
        label={t('room.bar.noCamera')}
        onClick={() => onDialog({ kind: 'devices' })}
      />
    );
  }
  const on = camera.kind === 'on';
  return (
    <BarButton
      icon={on ? <Video size={size} aria-hidden /> : <VideoOff size={size} aria-hidden />}
      label={on ? t('room.bar.cameraOff') : t('room.bar.cameraOn')}
      shortcut={shortcutText('camera')}
      live={on}
      busy={controls.busy.camera || camera.kind === 'starting'}
      onClick={controls.toggleCamera}
    />
  );
}

function ShareButton({ model, view, controls, canShare }: ControlBarProps) {
  const { t } = useTranslation();
  if (!canShare || !view.powers.shareScreen) return null;
  const on = model.local.screen.kind === 'on';
  return (
    <BarButton
      icon={on ? <MonitorX size={size} aria-hidden /> : <MonitorUp size={size} aria-hidden />}
      label={on ? t('room.bar.stopShare') : t('room.bar.share')}
      live={on}
      busy={controls.busy.screen}
      onClick={controls.toggleScreen}
    />
  );
}

function HandButton({ model, view, controls }: Omit<Part, 'onDialog'>) {
  const { t } = useTranslation();
  const up = view.me.handSince !== null;
  return (
    <BarButton
      icon={controls.busy.hand && model.held ? <Spinner size={size} /> : <Hand size={size} aria-hidden />}
      label={up ? t('room.bar.lower') : t('room.bar.raise')}
      shortcut={shortcutText('hand')}
      live={up}
      busy={controls.busy.hand}
      onClick={controls.toggleHand}
    />
  );
}

function AgreementButton({ model, view, agreement }: ControlBarProps) {
  const { t } = useTranslation();
  const count = waitingForMe(model.agreement.view, view.me.participant.id);
  return (
    <BarButton
      icon={<FileText size={size} aria-hidden />}
      label={t('room.agreement.title')}
      shortcut={shortcutText('agreement')}
      open={agreement.open}
      aria-pressed={agreement.open}
      badge={{ count, words: t('room.agreement.waiting', { count }) }}
      onClick={agreement.toggle}
    />
  );
}

function ListenButton({ onDialog }: Pick<ControlBarProps, 'onDialog'>) {
  const { t } = useTranslation();
  return (
    <BarButton
      icon={<Headphones size={size} aria-hidden />}
      label={t('interpretation.listen.bar')}
      onClick={() => onDialog({ kind: 'listening' })}
    />
  );
}

function AskButton({ onDialog }: Pick<ControlBarProps, 'onDialog'>) {
  const { t } = useTranslation();
  return (
    <BarButton
      icon={<DoorClosed size={size} aria-hidden />}
      label={t('caucus.wish.caucus.ask')}
      onClick={() => onDialog({ kind: 'wish', wish: 'caucus' })}
    />
  );
}

/** Shows the layout it leads to. */
function LayoutButton({ layout, onLayout }: ControlBarProps) {
  const { t } = useTranslation();
  const next: Layout = layout === 'grid' ? 'speaker' : 'grid';
  const Icon = next === 'grid' ? Grid2x2 : RectangleHorizontal;
  return (
    <BarButton
      icon={<Icon size={size} aria-hidden />}
      label={t(`room.layout.${next}`)}
      onClick={() => onLayout(next)}
    />
  );
}
