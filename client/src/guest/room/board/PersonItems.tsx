import type { PersonView, SessionView } from '@parley/shared/policy';
import { Hand, MicOff, Plus, UserX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import { MenuItem } from '../../../ui/Menu.tsx';
import { hasCaucus } from './offers.ts';
import type { Conduct } from './use-conduct.tsx';

/** What can be done to one person, as items of the menus on the board and in the list of people. */

interface AloneItemProps {
  person: PersonView;
  view: SessionView;
  conduct: Conduct;
}

export function AloneItem({ person, view, conduct }: AloneItemProps) {
  const { t } = useTranslation();
  return (
    <MenuItem
      icon={<Plus size={20} aria-hidden />}
      disabled={hasCaucus(view, [person])}
      onSelect={() => void conduct.talkTo([person.participant.id])}
    >
      {t('board.chip.alone')}
    </MenuItem>
  );
}

interface BesideItemsProps {
  person: PersonView;
  actions: Pick<SessionActions, 'mute' | 'lowerHand'>;
}

/** To somebody in the same room. */
export function BesideItems({ person, actions }: BesideItemsProps) {
  const { t } = useTranslation();
  const { id } = person.participant;
  return (
    <>
      <MenuItem
        icon={<MicOff size={20} aria-hidden />}
        disabled={person.microphone !== 'open'}
        onSelect={() => void actions.mute(id)}
      >
        {t('room.people.mute')}
      </MenuItem>
      {person.handSince !== null && (
        <MenuItem icon={<Hand size={20} aria-hidden />} onSelect={() => void actions.lowerHand(id)}>
          {t('room.people.lowerHand')}
        </MenuItem>
      )}
    </>
  );
}

export function RemoveItem({ onSelect }: { onSelect: () => void }) {
  const { t } = useTranslation();
  return (
    <MenuItem icon={<UserX size={20} aria-hidden />} danger onSelect={onSelect}>
      {t('room.people.remove')}
    </MenuItem>
  );
}
