import type { SessionView } from '@parley/shared/policy';
import { useTranslation } from 'react-i18next';
import { plain } from '../../../i18n/direction.ts';
import { useRoleName } from '../../../ui/person.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBoardNames } from '../board/names.ts';
import { bySide, type Hearing } from '../hearing.ts';
import { useHearing } from '../interpretation/use-hearing.ts';
import { Coming, Interpreted, ListenerName } from './HearsMe.tsx';

/** Everyone who can hear me, side by side, however many; over what stands below, so that nothing moves for it. */
export function AllHearers({ id, heard, view }: { id: string; heard: Hearing; view: SessionView }) {
  const { t } = useTranslation();
  const sentence = useHearing();
  const names = useBoardNames(view);
  const roleName = useRoleName();
  if (heard.kind === 'moving') return null;
  const groups = 'listeners' in heard ? bySide(heard.listeners, view.sides) : [];
  const [before = ''] = plain(sentence(heard)).split('\n');
  return (
    <section
      id={id}
      aria-label={t('room.hears.label')}
      // A keyboard scrolls it.
      tabIndex={0}
      className="fixed inset-x-1 z-40 mt-2 max-h-[60dvh] overflow-y-auto rounded-md border-2 border-white bg-room px-4 py-3 text-sm sm:absolute sm:inset-x-0 sm:top-full"
    >
      <p>{before}</p>
      {groups.map(({ side, listeners }) => (
        <div key={side?.id ?? 'nobody'} className="mt-3">
          <h2 className="flex items-center gap-1.5 font-normal">
            {side !== null && <SideMark side={side.id} sides={view.sides} onVeil />}
            {t('room.hears.group', {
              side: side === null ? t('room.hears.others') : names.side(side),
              number: listeners.length,
            })}
          </h2>
          <ul className="mt-1 grid grid-cols-1 gap-x-4 gap-y-1 min-[22rem]:grid-cols-2 lg:grid-cols-3">
            {listeners.map((listener) => (
              <li key={listener.person.participant.id}>
                <ListenerName listener={listener} />
                {listener.person.participant.role !== 'party' && (
                  <span className="ms-1.5 text-xs">{roleName(listener.person.participant, view.sides)}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className="mt-3 empty:hidden">
        <Interpreted view={view} />
        <Coming people={heard.coming} view={view} />
      </p>
    </section>
  );
}
