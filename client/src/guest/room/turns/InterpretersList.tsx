import type { Assignment, PersonView, SessionView } from '@parley/shared/policy';
import { sideOf } from '@parley/shared/session';
import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import { useBoardNames } from '../board/names.ts';
import { type Bound, interpretersIn, personIn } from './assigning.ts';

interface InterpretersListProps {
  view: SessionView;
  onChange: (person: PersonView) => void;
}

/** Who interprets between which languages and for whom, on the board; also those who have not come yet. */
export function InterpretersList({ view, onChange }: InterpretersListProps) {
  const { t } = useTranslation();
  const interpreters = interpretersIn(view);
  if (interpreters.length === 0) return null;
  return (
    <section aria-label={t('turns.interpreters.title')} className="mt-4">
      <h3 className="text-sm font-semibold text-ink-2">{t('turns.interpreters.title')}</h3>
      <ul className="mt-1 divide-y divide-line rounded-md border border-line bg-raised">
        {interpreters.map(({ person, assignment }) => {
          const { id, name } = person.participant;
          return (
            <li key={id} className="flex items-center gap-3 py-1.5 ps-3 pe-1.5">
              <Mark person={person} view={view} />
              <div className="min-w-0 flex-1 text-sm leading-snug">
                <p className="font-medium">
                  <bdi>{name}</bdi>
                </p>
                <p className="text-ink-2">
                  <What assignment={assignment} view={view} />
                </p>
              </div>
              <Button
                size="sm"
                variant="quiet"
                aria-label={t('turns.interpreters.changeOne', { name })}
                onClick={() => onChange(person)}
              >
                {t('turns.interpreters.change')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Mark({ person, view }: { person: PersonView; view: SessionView }) {
  const side = sideOf(person.participant);
  return side === null ? (
    <Languages size={18} aria-hidden className="shrink-0" />
  ) : (
    <SideMark side={side} sides={view.sides} />
  );
}

function What({ assignment, view }: { assignment: Assignment; view: SessionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const forWhom = useForWhom(view);
  const { languages, bound } = assignment;
  if (languages.length === 0) {
    return <span className="font-medium text-danger-ink">{t('turns.interpreters.none')}</span>;
  }
  return `${languages.map((language) => format.languageName(language)).join(' ↔ ')} · ${forWhom(bound)}`;
}

function useForWhom(view: SessionView): (bound: Bound) => string {
  const { t } = useTranslation();
  const names = useBoardNames(view);
  return (bound) => {
    switch (bound.to) {
      case 'session':
        return t('turns.interpreters.for.session');
      case 'room': {
        const card = view.board?.rooms.find(({ id }) => id === bound.room);
        return t('turns.interpreters.for.room', { room: card === undefined ? '' : names.room(card) });
      }
      case 'party': {
        const party = personIn(view, bound.participant);
        return t('turns.interpreters.for.party', { name: party?.participant.name ?? '' });
      }
    }
  };
}
