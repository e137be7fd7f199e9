import type { ParticipantId } from '@parley/shared/ids';
import type { PersonView, SessionView } from '@parley/shared/policy';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { interpretersOf, ownInterpreter } from './missing.ts';

interface MissingInterpreterProps {
  view: SessionView;
  /** Those who lack an interpreter in the joint session. */
  people: readonly ParticipantId[];
  /** The others are in the joint session already, and these come to them. */
  joining: boolean;
  answer: (yes: boolean) => void;
}

/** Stops before people come together who would not understand each other, and says which interpreters are where. */
export function MissingInterpreter({ view, people, joining, answer }: MissingInterpreterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const spoken = (languages: readonly string[]): string =>
    t('board.missing.speaks', { languages: format.list(languages.map((each) => format.languageName(each))) });
  const shown = [view.me, ...view.people].filter(({ participant }) => people.includes(participant.id));
  const interpreters = interpretersOf(view, joining);
  const words = joining ? 'joining' : 'starting';
  return (
    <Dialog
      open
      onOpenChange={() => answer(false)}
      title={t('board.missing.title')}
      description={t(`board.missing.${words}.text`)}
      actions={
        <>
          <Button variant="danger" onClick={() => answer(true)}>
            {t(`board.missing.${words}.go`)}
          </Button>
          <Button variant="primary" onClick={() => answer(false)}>
            {t('board.missing.wait')}
          </Button>
        </>
      }
    >
      <People
        label={t('board.missing.people')}
        view={view}
        lines={shown.map((person) => {
          const own = ownInterpreter(view, person.participant.id, joining);
          const speaks = spoken(person.participant.languages);
          return {
            person,
            text:
              own === null ? speaks : `${speaks} · ${t('board.missing.own', { name: own.participant.name })}`,
          };
        })}
      />
      {interpreters.length === 0 ? (
        <p className="mt-4">{t('board.missing.none')}</p>
      ) : (
        <People
          label={t('board.missing.interpreters')}
          view={view}
          lines={interpreters.map(({ person, where, languages }) => ({
            person,
            text: `${t(`board.missing.where.${where}`)} · ${spoken(languages)}`,
          }))}
        />
      )}
      <p className="mt-4 text-sm text-ink-2">{t(`board.missing.${words}.logged`)}</p>
    </Dialog>
  );
}

interface PeopleProps {
  label: string;
  view: SessionView;
  lines: readonly { readonly person: PersonView; readonly text: string }[];
}

const People = ({ label, view, lines }: PeopleProps) => (
  <section className="mt-4 first:mt-0">
    <h3 className="mb-1 text-sm font-medium text-ink-2">{label}</h3>
    <ul aria-label={label} className="divide-y divide-line rounded-md border border-line px-4">
      {lines.map(({ person, text }) => (
        <li key={person.participant.id} className="py-2.5">
          <PersonName participant={person.participant} sides={view.sides} />
          <p className="mt-0.5 text-sm">{text}</p>
        </li>
      ))}
    </ul>
  </section>
);
