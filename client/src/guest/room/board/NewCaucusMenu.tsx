import type { PersonView, SessionView } from '@parley/shared/policy';
import { type Participant, sideOf } from '@parley/shared/session';
import { Plus, UsersRound } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../../ui/Menu.tsx';
import { Name } from '../../../ui/Name.tsx';
import { useRoleName } from '../../../ui/person.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { type BoardContext, idOf } from './board-context.ts';
import { type Offer, type OfferGroup, offersIn } from './offers.ts';

/** Two presses to a caucus: one to see who could be asked into it, one to be there with them. */
export function NewCaucusMenu({ board }: { board: BoardContext }) {
  const { view, names, conduct, open } = board;
  const { t } = useTranslation();
  const [talk, busy] = useBusy((people: readonly PersonView[]) => conduct.talkTo(people.map(idOf)));
  const groups = offersIn(view);
  const titleOf = ({ of }: OfferGroup): string => {
    switch (of) {
      case 'across':
      case 'neutral':
        return t(`board.offers.${of}`);
      default:
        return names.side(of);
    }
  };
  return (
    <Menu
      trigger={
        <Button size="sm" busy={busy} icon={<Plus size={16} aria-hidden />}>
          {t('board.newCaucus')}
        </Button>
      }
    >
      {groups.length > 0 && <MenuHeading>{t('board.offers.title')}</MenuHeading>}
      {groups.map((group) => (
        <Fragment key={typeof group.of === 'string' ? group.of : group.of.id}>
          <MenuHeading>{titleOf(group)}</MenuHeading>
          {group.offers.map((offer) => (
            <MenuItem
              key={`${offer.kind} ${offer.people.map(idOf).join(' ')}`}
              onSelect={() => talk(offer.people)}
            >
              <OfferWords offer={offer} view={view} />
            </MenuItem>
          ))}
        </Fragment>
      ))}
      {groups.length > 0 && <MenuLine />}
      <MenuItem
        icon={<UsersRound size={20} aria-hidden />}
        onSelect={() => open({ kind: 'new', people: new Set() })}
      >
        {t('board.offers.others')}
      </MenuItem>
    </Menu>
  );
}

/** Exactly who it is, and what they are. */
function OfferWords({ offer: { kind, people }, view }: { offer: Offer; view: SessionView }) {
  const { t } = useTranslation();
  const roleName = useRoleName();
  const [first] = people;
  const separator = t('common.separator').trimEnd();
  return (
    <span className="flex min-w-0 flex-1 items-center justify-between gap-x-4">
      <span>
        {people.map(({ participant }, index) => (
          <Fragment key={participant.id}>
            <span className="inline-flex min-h-6 items-center gap-1.5 align-middle">
              <Marked participant={participant} view={view} />
              <span>
                <Name name={participant.name} />
                {index < people.length - 1 && separator}
              </span>
            </span>{' '}
          </Fragment>
        ))}
      </span>
      <span className="shrink-0 text-sm text-ink-2">
        {kind !== 'one'
          ? t(`board.offers.${kind}`)
          : first !== undefined && roleName(first.participant, view.sides)}
      </span>
    </span>
  );
}

function Marked({ participant, view }: { participant: Participant; view: SessionView }) {
  const side = sideOf(participant);
  return side === null ? null : <SideMark side={side} sides={view.sides} />;
}
