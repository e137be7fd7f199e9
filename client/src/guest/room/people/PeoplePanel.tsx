import type { PersonView, SessionView } from '@parley/shared/policy';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import type { RoomDialog } from '../ui-state.ts';
import { NeedsList } from './NeedsList.tsx';
import type { Need } from './needs.ts';
import { PersonRow } from './PersonRow.tsx';

export interface PeoplePanelProps {
  view: SessionView;
  needs: readonly Need[];
  now: number;
  actions: Pick<SessionActions, 'admit' | 'mute' | 'lowerHand' | 'recall'>;
  onDialog: (dialog: RoomDialog) => void;
}

type Group = 'here' | 'expected' | 'out';
const groups: readonly Group[] = ['here', 'expected', 'out'];

/** Whoever waits stands among the needs. */
function groupOf({ attendance }: PersonView): Group | null {
  switch (attendance) {
    case 'here':
    case 'entering':
    case 'leaving':
      return 'here';
    case 'waiting':
      return null;
    case 'expected':
      return 'expected';
    case 'left':
    case 'removed':
    case 'refused':
      return 'out';
  }
}

/** Who is in my room; for whoever conducts also who is not, and what they need. */
export function PeoplePanel(props: PeoplePanelProps) {
  const { view } = props;
  const { t } = useTranslation();
  const everyone = [...view.people, view.me];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {view.powers.conduct && <NeedsList {...props} />}
      {groups.map((group) => {
        const people = everyone.filter((person) => groupOf(person) === group);
        if (people.length === 0) return null;
        const title = t(`room.people.${group}`);
        return (
          <section key={group} aria-label={title} className="px-4 pt-4 last:pb-4">
            <h3 className="text-sm font-semibold text-ink-2">
              {t('room.people.count', { title, count: people.length })}
            </h3>
            <ul className="mt-1 divide-y divide-line">
              {people.map((person) => (
                <PersonRow key={person.participant.id} person={person} mine={person === view.me} {...props} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
