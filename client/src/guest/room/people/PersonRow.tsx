import type { PersonView, SessionView } from '@parley/shared/policy';
import { EllipsisVertical, Hand, Mic, MicOff, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Badge } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuLine } from '../../../ui/Menu.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { mayMove } from '../board/model.ts';
import { AloneItem, BesideItems, RemoveItem } from '../board/PersonItems.tsx';
import type { PeoplePanelProps } from './PeoplePanel.tsx';
import { PersonName } from './PersonName.tsx';

interface PersonRowProps extends Pick<PeoplePanelProps, 'view' | 'actions' | 'conduct' | 'onDialog'> {
  person: PersonView;
  mine: boolean;
}

export function PersonRow({ person, mine, view, actions, conduct, onDialog }: PersonRowProps) {
  const { t } = useTranslation();
  const here = person.attendance === 'here';
  const beside = here && person.room === view.me.room;
  const { participant } = person;
  const [recall, recalling] = useBusy(() => actions.recall(participant.id));
  const isOut = person.attendance === 'removed' || person.attendance === 'refused';
  return (
    <li className="flex min-h-14 items-center gap-3 py-2">
      <Avatar name={participant.name} />
      <div className="min-w-0 flex-1">
        <PersonName participant={participant} sides={view.sides} mine={mine} />
        {person.attendance === 'leaving' && <Badge>{t('caucus.people.leaving')}</Badge>}
        {here && person.ready && isArriving(view) && <Badge tone="agreed">{t('caucus.people.ready')}</Badge>}
        {person.attendance === 'entering' && <Badge>{t('room.people.entering')}</Badge>}
        {(person.attendance === 'removed' ||
          person.attendance === 'refused' ||
          person.attendance === 'left') && <Badge>{t(`room.people.${person.attendance}`)}</Badge>}
        {here && person.line !== 'online' && (
          <Badge tone="danger" icon={<WifiOff size={13} aria-hidden />}>
            {t('room.people.lost')}
          </Badge>
        )}
      </div>
      {here && <Signs person={person} />}
      {!mine && (beside ? view.powers.conduct : here && view.powers.preside) && (
        <PersonMenu {...{ person, beside, view, actions, conduct, onDialog }} />
      )}
      {view.powers.preside && isOut && (
        <Button size="sm" busy={recalling} onClick={recall}>
          {t('room.people.recall')}
        </Button>
      )}
    </li>
  );
}

/** Once talks have begun, who was ready for them says nothing any more. */
const isArriving = ({ place }: SessionView): boolean => place.kind === 'room' && place.roomKind === 'arrival';

function Signs({ person }: { person: PersonView }) {
  const { t } = useTranslation();
  return (
    <span className="flex shrink-0 items-center gap-2">
      {person.handSince !== null && <Hand size={18} role="img" aria-label={t('room.people.handUp')} />}
      {person.microphone === 'open' ? (
        <Mic size={18} role="img" aria-label={t('room.people.micOpen')} />
      ) : (
        <MicOff
          size={18}
          role="img"
          aria-label={person.microphone === 'muted' ? t('room.people.micMuted') : t('room.people.micNone')}
          className="text-ink-2"
        />
      )}
    </span>
  );
}

function PersonMenu({
  person,
  beside,
  view,
  actions,
  conduct,
  onDialog,
}: Omit<PersonRowProps, 'mine'> & { beside: boolean }) {
  const { t } = useTranslation();
  const { name } = person.participant;
  return (
    <Menu
      trigger={
        <IconButton
          label={t('room.people.menu', { name })}
          icon={<EllipsisVertical size={20} aria-hidden />}
          className="-me-2"
        />
      }
    >
      {view.powers.conduct && mayMove(view, person) && <AloneItem {...{ person, view, conduct }} />}
      {beside && <BesideItems {...{ person, actions }} />}
      {view.powers.preside && (
        <>
          {(beside || view.powers.conduct) && <MenuLine />}
          <RemoveItem onSelect={() => onDialog({ kind: 'remove', person })} />
        </>
      )}
    </Menu>
  );
}
