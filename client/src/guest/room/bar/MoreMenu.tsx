import {
  CirclePause,
  DoorClosed,
  Ellipsis,
  Grid2x2,
  Hand,
  History,
  Languages,
  MonitorUp,
  RectangleHorizontal,
  Settings2,
  Users,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import { BarButton } from './BarButton.tsx';
import { type ControlBarProps, mayAskForRoom } from './ControlBar.tsx';

const size = 20;

/** What is needed seldom, and on a phone what the bar has no room for. */
export function MoreMenu(props: ControlBarProps) {
  const { view, onDialog, narrow } = props;
  const { t } = useTranslation();
  return (
    <Menu
      side="top"
      align="end"
      trigger={<BarButton icon={<Ellipsis size={22} aria-hidden />} label={t('room.bar.more')} />}
    >
      {narrow && view.place.kind === 'room' && <NarrowItems {...props} />}
      <MenuItem icon={<Settings2 size={size} aria-hidden />} onSelect={() => onDialog({ kind: 'devices' })}>
        {t('room.more.devices')}
      </MenuItem>
      <MenuItem icon={<Languages size={size} aria-hidden />} onSelect={() => onDialog({ kind: 'settings' })}>
        {t('room.more.settings')}
      </MenuItem>
      <MenuItem icon={<History size={size} aria-hidden />} onSelect={() => onDialog({ kind: 'notices' })}>
        {t('room.more.notices')}
      </MenuItem>
      {view.powers.conduct && (
        <>
          <MenuLine />
          <MenuItem
            icon={<CirclePause size={size} aria-hidden />}
            danger
            onSelect={() => onDialog({ kind: 'adjourn' })}
          >
            {t('room.more.adjourn')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function NarrowItems(props: ControlBarProps) {
  const { model, view, controls, canShare, layout, onLayout, onPanel, onDialog } = props;
  const { t } = useTranslation();
  const { conduct, shareScreen } = view.powers;
  const next = layout === 'grid' ? 'speaker' : 'grid';
  const LayoutIcon = next === 'grid' ? Grid2x2 : RectangleHorizontal;
  return (
    <>
      {conduct ? (
        <MenuItem icon={<Hand size={size} aria-hidden />} onSelect={controls.toggleHand}>
          {view.me.handSince === null ? t('room.bar.raise') : t('room.bar.lower')}
        </MenuItem>
      ) : (
        <MenuItem icon={<Users size={size} aria-hidden />} onSelect={() => onPanel('people')}>
          {t('room.bar.people')}
        </MenuItem>
      )}
      {mayAskForRoom(view) && (
        <MenuItem
          icon={<DoorClosed size={size} aria-hidden />}
          onSelect={() => onDialog({ kind: 'wish', wish: 'caucus' })}
        >
          {t('caucus.wish.caucus.ask')}
        </MenuItem>
      )}
      {canShare && shareScreen && (
        <MenuItem icon={<MonitorUp size={size} aria-hidden />} onSelect={controls.toggleScreen}>
          {model.local.screen.kind === 'on' ? t('room.bar.stopShare') : t('room.bar.share')}
        </MenuItem>
      )}
      <MenuItem icon={<LayoutIcon size={size} aria-hidden />} onSelect={() => onLayout(next)}>
        {t(`room.layout.${next}`)}
      </MenuItem>
      <MenuLine />
    </>
  );
}
