import type { ParticipantId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';
import { sideOf } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { companionsAmong } from '../turns/assigning.ts';
import { useBoardNames } from './names.ts';

interface SideGuardProps {
  view: SessionView;
  /** Those of opposing sides who would be in one private room. */
  people: readonly ParticipantId[];
  answer: (yes: boolean) => void;
}

/** Stops before opposing sides share a private room, and names them. */
export function SideGuard({ view, people, answer }: SideGuardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useBoardNames(view);
  const shown = [view.me, ...view.people].filter(({ participant }) => people.includes(participant.id));
  const companions = companionsAmong(view, people);
  const withSide = ({ participant }: PersonView): string => {
    const side = view.sides.find(({ id }) => id === sideOf(participant));
    return side === undefined
      ? participant.name
      : t('board.guard.person', { name: participant.name, side: names.side(side) });
  };
  return (
    <Dialog
      open
      onOpenChange={() => answer(false)}
      title={t('board.guard.title')}
      description={t('board.guard.text', { people: format.list(shown.map(withSide)) })}
      actions={
        <>
          <Button variant="danger" onClick={() => answer(true)}>
            {t('board.guard.together')}
          </Button>
          <Button variant="primary" onClick={() => answer(false)}>
            {t('board.guard.apart')}
          </Button>
        </>
      }
    >
      <ul className="divide-y divide-line rounded-md border border-line px-4">
        {shown.map(({ participant }) => {
          const party = companions.get(participant.id);
          return (
            <li key={participant.id} className="py-2.5">
              <PersonName participant={participant} sides={view.sides} />
              {party !== undefined && (
                <p className="mt-0.5 text-sm">
                  {t('turns.interpreters.along', { party: party.participant.name })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <p className="mt-4 text-sm text-ink-2">{t('board.guard.logged')}</p>
    </Dialog>
  );
}
