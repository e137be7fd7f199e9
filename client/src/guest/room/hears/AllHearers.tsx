import { type SessionView, speaks } from '@parley/shared/policy';
import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { plain } from '../../../i18n/direction.ts';
import { useRoleName } from '../../../ui/person.ts';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBoardNames } from '../board/names.ts';
import { bySide, type Hearing, type Listener } from '../hearing.ts';
import { useHearing } from '../interpretation/use-hearing.ts';
import { CaptionsName, Coming, Interpreted, ListenerName } from './HearsMe.tsx';

/** Everyone who can hear me, side by side, however many; over what stands below, so that nothing moves for it. */
export function AllHearers({ id, heard, view }: { id: string; heard: Hearing; view: SessionView }) {
  const { t } = useTranslation();
  const sentence = useHearing();
  const names = useBoardNames(view);
  if (heard.kind === 'moving') return null;
  const listeners = 'listeners' in heard ? heard.listeners : [];
  const [speaking, listening] = [true, false].map((voice) =>
    listeners.filter(({ person }) => speaks(person.participant.role) === voice),
  );
  const groups = bySide(speaking ?? [], view.sides);
  const observers = listening ?? [];
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
      {'captions' in heard && heard.captions && heard.kind !== 'captioned' && (
        <p className="mt-3">
          <CaptionsName alone />
        </p>
      )}
      {groups.map(({ side, listeners: named }) => (
        <div key={side?.id ?? 'nobody'} className="mt-3">
          <h2 className={heading}>
            {side !== null && <SideMark side={side.id} sides={view.sides} onVeil />}
            {t('room.hears.group', {
              side: side === null ? t('room.hears.others') : names.side(side),
              number: named.length,
            })}
          </h2>
          <Names of={named} sides={view.sides} />
        </div>
      ))}
      {/* By themselves and last, or a hundred of them would stand among the few who speak. */}
      {observers.length > 0 && (
        <div className="mt-3">
          <h2 className={heading}>
            <Eye size={16} aria-hidden />
            {t('board.observers', { count: observers.length })}
          </h2>
          <Names of={observers} sides={view.sides} />
        </div>
      )}
      <p className="mt-3 empty:hidden">
        <Interpreted view={view} />
        <Coming people={heard.coming} view={view} />
      </p>
    </section>
  );
}

const heading = 'flex items-center gap-1.5 font-normal tabular-nums';

/** What somebody is here as is said of those alone whose heading does not say it. */
function Names({ of, sides }: { of: readonly Listener[]; sides: SessionView['sides'] }) {
  const roleName = useRoleName();
  return (
    <ul className="mt-1 grid grid-cols-1 gap-x-4 gap-y-1 min-[22rem]:grid-cols-2 lg:grid-cols-3">
      {of.map((listener) => {
        const { participant } = listener.person;
        return (
          <li key={participant.id}>
            <ListenerName listener={listener} />
            {participant.role !== 'party' && speaks(participant.role) && (
              <span className="ms-1.5 text-xs">{roleName(participant, sides)}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
