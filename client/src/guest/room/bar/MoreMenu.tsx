import {
  BookA,
  Captions,
  CirclePause,
  DoorClosed,
  Ellipsis,
  FileText,
  Grid2x2,
  Hand,
  Headphones,
  History,
  Languages,
  ListChecks,
  MonitorUp,
  NotebookPen,
  RectangleHorizontal,
  Settings2,
  Speech,
  Users,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Count } from '../../../ui/Count.tsx';
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import { choicesOf } from '../interpretation/listening.ts';
import { mayAskForRoom } from '../private/may-ask.ts';
import { cardHere } from '../turns/manner.ts';
import { BarButton } from './BarButton.tsx';
import type { ControlBarProps } from './ControlBar.tsx';

const size = 20;

interface MoreMenuProps extends ControlBarProps {
  /** The bar has no room for all that is done in a room. */
  tight: boolean;
}

/** What is needed seldom, and what the bar has no room for. */
export function MoreMenu(props: MoreMenuProps) {
  const { view, onDialog, tight, model } = props;
  const { suggestions } = model;
  const { t } = useTranslation();
  const card = cardHere(view);
  return (
    <Menu
      side="top"
      align="end"
      trigger={<BarButton icon={<Ellipsis size={22} aria-hidden />} label={t('room.bar.more')} />}
    >
      {view.powers.conduct && view.powers.speak && view.place.kind === 'room' && <HandItem {...props} />}
      {tight && view.place.kind === 'room' && <FromTheBar {...props} />}
      {view.place.kind === 'room' && (
        <MenuItem icon={<NotebookPen size={size} aria-hidden />} onSelect={() => props.onPanel('notes')}>
          {t('files.notes.item')}
        </MenuItem>
      )}
      {view.captions !== null && (
        <MenuItem icon={<Captions size={size} aria-hidden />} onSelect={() => onDialog({ kind: 'captions' })}>
          {t('captions.item')}
        </MenuItem>
      )}
      {view.powers.conduct && view.place.kind === 'room' && (
        <MenuItem icon={<BookA size={size} aria-hidden />} onSelect={() => props.onPanel('terms')}>
          {t('glossary.room.item')}
          {suggestions > 0 && (
            <Count
              count={suggestions}
              words={t('glossary.room.count', { count: suggestions })}
              className="ms-auto"
            />
          )}
        </MenuItem>
      )}
      {card !== null && (
        <MenuItem
          icon={<Speech size={size} aria-hidden />}
          onSelect={() => onDialog({ kind: 'manner', card })}
        >
          {t('turns.manner.item')}
        </MenuItem>
      )}
      <MenuItem icon={<Settings2 size={size} aria-hidden />} onSelect={() => onDialog({ kind: 'devices' })}>
        {t('room.more.devices')}
      </MenuItem>
      <MenuItem icon={<Languages size={size} aria-hidden />} onSelect={() => onDialog({ kind: 'settings' })}>
        {t('room.more.settings')}
      </MenuItem>
      <MenuItem icon={<History size={size} aria-hidden />} onSelect={() => onDialog({ kind: 'notices' })}>
        {t('room.more.notices')}
      </MenuItem>
      {view.powers.preside && (
        <>
          <MenuLine />
          <MenuItem
            icon={<ListChecks size={size} aria-hidden className="rtl:-scale-x-100" />}
            onSelect={() => onDialog({ kind: 'rules' })}
          >
            {t('board.rules.item')}
          </MenuItem>
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

/** Whoever conducts seldom raises a hand: their bar keeps the place for what they do all day. */
function HandItem({ view, controls }: ControlBarProps) {
  const { t } = useTranslation();
  return (
    <MenuItem icon={<Hand size={size} aria-hidden />} onSelect={controls.toggleHand}>
      {view.me.handSince === null ? t('room.bar.raise') : t('room.bar.lower')}
    </MenuItem>
  );
}

function FromTheBar(props: ControlBarProps) {
  const { narrow, model, view, controls, canShare, layout, onLayout, onPanel, onDialog, agreement } = props;
  const { t } = useTranslation();
  const { shareScreen } = view.powers;
  const next = layout === 'grid' ? 'speaker' : 'grid';
  const LayoutIcon = next === 'grid' ? Grid2x2 : RectangleHorizontal;
  return (
    <>
      {narrow && (
        <>
          <MenuItem icon={<Users size={size} aria-hidden />} onSelect={() => onPanel('people')}>
            {t('room.bar.people')}
          </MenuItem>
          <MenuItem icon={<FileText size={size} aria-hidden />} onSelect={agreement.toggle}>
            {t('room.agreement.title')}
          </MenuItem>
        </>
      )}
      {choicesOf(view).length > 0 && (
        <MenuItem
          icon={<Headphones size={size} aria-hidden />}
          onSelect={() => onDialog({ kind: 'listening' })}
        >
          {t('interpretation.listen.item')}
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
