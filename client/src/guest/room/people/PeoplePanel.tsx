import type { RoomId } from '@parley/shared/ids';
import { type PersonView, speaks } from '@parley/shared/policy';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionActions } from '../../../session/model.ts';
import { finding } from '../../../ui/finding.ts';
import { AT_A_GLANCE, FindPeople } from '../../../ui/FindPeople.tsx';
import { useRoleName } from '../../../ui/person.ts';
import { type NeedsListProps, NeedsList } from './NeedsList.tsx';
import { PersonRow } from './PersonRow.tsx';

export interface PeoplePanelProps extends NeedsListProps {
  actions: NeedsListProps['actions'] & Pick<SessionActions, 'mute' | 'recall'>;
}

type Group = 'here' | 'elsewhere' | 'expected' | 'out';
const groups: readonly Group[] = ['here', 'elsewhere', 'expected', 'out'];

const onlyListens = ({ participant }: PersonView): boolean => !speaks(participant.role);

/** Whoever waits stands among the needs. */
function groupOf({ attendance, room }: PersonView, mine: RoomId | null): Group | null {
  switch (attendance) {
    case 'here':
    case 'entering':
      return room === mine ? 'here' : 'elsewhere';
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
  const roleName = useRoleName();
  const [query, setQuery] = useState('');
  // Whoever only listens comes last.
  const everyone = [...view.people, view.me].toSorted(
    (a, b) => Number(onlyListens(a)) - Number(onlyListens(b)),
  );
  const listed = everyone.filter((person) => groupOf(person, view.me.room) !== null);
  const many = listed.length > AT_A_GLANCE;
  const found = many
    ? finding(listed, query, ({ participant }) => [participant.name, roleName(participant, view.sides)])
    : listed;
  return (
    <>
      {many && (
        <div className="px-4 pt-3">
          <FindPeople query={query} onQuery={setQuery} found={found.length} />
        </div>
      )}
      <div
        // Many are scrolled by the keyboard as well, where nothing of them takes the focus.
        tabIndex={many ? 0 : undefined}
        role={many ? 'region' : undefined}
        aria-label={many ? t('room.people.title') : undefined}
        className="min-h-0 flex-1 overflow-y-auto"
      >
        {groups.map((group) => {
          const people = found.filter((person) => groupOf(person, view.me.room) === group);
          if (people.length === 0) return null;
          const title = t(`room.people.${group}`);
          return (
            <section key={group} aria-label={title} className="px-4 pt-4 last:pb-4">
              <h3 className="text-sm font-semibold text-ink-2">
                {t('room.people.count', { title, count: people.length })}
              </h3>
              <ul className="mt-1 divide-y divide-line">
                {people.map((person) => (
                  <PersonRow
                    key={person.participant.id}
                    person={person}
                    mine={person === view.me}
                    {...props}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {/* Below, as on the board: what is needed comes and goes, and the people stay where they are. */}
      {view.powers.conduct && (
        <div className="max-h-1/3 shrink-0 overflow-y-auto border-t border-line">
          <NeedsList {...props} />
        </div>
      )}
    </>
  );
}
