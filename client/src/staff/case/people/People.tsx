import type { PersonId } from '@parley/shared/ids';
import type { CaseDetail, CasePerson, RouteInput } from '@parley/shared/protocol';
import { UserPlus } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button } from '../../../ui/Button.tsx';
import { Card } from '../../../ui/Card.tsx';
import { AT_A_GLANCE } from '../../../ui/FindPeople.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import type { AddedPeople } from '../../api.ts';
import { mayGo } from '../../new-case/draft.ts';
import { inOrder } from '../arrange.ts';
import { AddPersonDialog } from './AddPersonDialog.tsx';
import { ChangePersonDialog } from './ChangePersonDialog.tsx';
import { DismissDialog } from './DismissDialog.tsx';
import { PersonMenu } from './PersonMenu.tsx';

export interface PeopleActions {
  onAdd: (wish: AddedPeople) => Promise<void>;
  onChange: (person: PersonId, wish: RouteInput<'people.change'>) => Promise<void>;
  onDismiss: (person: PersonId) => Promise<void>;
}

/** What is asked about one of them; what it is about stays while the dialog goes. */
interface Asked {
  readonly what: 'change' | 'dismiss';
  readonly about: CasePerson;
  readonly open: boolean;
  /** Each time it is asked, what was typed the time before is forgotten. */
  readonly turn: number;
}

/** Who takes part, side by side. */
export function People({ detail, onAdd, onChange, onDismiss }: { detail: CaseDetail } & PeopleActions) {
  const { t } = useTranslation();
  const { people, sides } = detail;
  const ordered = inOrder(people, sides);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState('');
  const section = useRef<HTMLElement>(null);
  const close = (): void => setAsked((now) => (now === null ? null : { ...now, open: false }));
  const focusAfter = (): HTMLElement | null =>
    section.current?.querySelector<HTMLElement>(`[data-person="${asked?.about.id}"] button`) ??
    section.current?.querySelector<HTMLElement>('button') ??
    null;
  const ask = (what: Asked['what'], about: CasePerson): void =>
    setAsked((before) => ({ what, about, open: true, turn: (before?.turn ?? 0) + 1 }));
  const menu = (about: CasePerson): ReactNode => (
    <PersonMenu
      name={about.name}
      onChange={() => ask('change', about)}
      onDismiss={mayGo(detail, about) ? () => ask('dismiss', about) : null}
    />
  );
  return (
    <section aria-labelledby="people" ref={section}>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-2">
        <h2 id="people" className="text-lg font-semibold">
          {t('staff.case.people')}
        </h2>
        <Button icon={<UserPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
          {t('staff.people.add')}
        </Button>
      </div>
      <p role="status" className="text-sm text-ink-2 not-empty:mt-2">
        {said}
      </p>
      <Card className="mt-3 divide-y divide-line">
        {sides.map((side) => (
          <Group
            key={side.id}
            heading={
              <>
                <SideMark side={side.id} sides={sides} />
                {side.kind === 'other' ? side.name : t(`common.side.${side.kind}`)}
              </>
            }
            // A person who is no organisation is named once.
            about={ordered.some(({ name }) => name === side.name) || side.kind === 'other' ? null : side.name}
            people={ordered.filter((person) => person.side === side.id)}
            menu={menu}
          />
        ))}
        <Group
          heading={t('staff.case.neutral')}
          about={null}
          people={ordered.filter(({ side }) => side === null)}
          menu={menu}
        />
      </Card>
      <AddPersonDialog
        open={adding}
        onOpenChange={setAdding}
        detail={detail}
        onAdd={onAdd}
        onAdded={(name, links) =>
          setSaid(t(links === 0 ? 'staff.people.added' : 'staff.people.addedLinked', { name }))
        }
      />
      {asked?.what === 'change' && (
        <ChangePersonDialog
          key={asked.turn}
          person={asked.about}
          open={asked.open}
          onClose={close}
          focusAfter={focusAfter}
          onChange={async (wish) => {
            await onChange(asked.about.id, wish);
            setSaid(t('staff.people.changed', { name: wish.name }));
          }}
        />
      )}
      {asked?.what === 'dismiss' && (
        <DismissDialog
          person={asked.about}
          open={asked.open}
          onClose={close}
          focusAfter={focusAfter}
          onDismiss={async () => {
            await onDismiss(asked.about.id);
            setSaid(t('staff.people.dismissed', { name: asked.about.name }));
          }}
        />
      )}
    </section>
  );
}

interface GroupProps {
  heading: ReactNode;
  about: string | null;
  people: readonly CasePerson[];
  menu: (person: CasePerson) => ReactNode;
}

function Group({ heading, about, people, menu }: GroupProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [unfolded, setUnfolded] = useState(false);
  const many = people.length > AT_A_GLANCE;
  const shown = many && !unfolded ? people.slice(0, AT_A_GLANCE) : people;
  return (
    <div className="px-4 py-4">
      <h3 className="flex items-center gap-2 font-semibold">{heading}</h3>
      {about !== null && <p className="mt-1 text-sm text-ink-2">{about}</p>}
      {people.length === 0 && <p className="mt-2 text-sm text-ink-2">{t('staff.case.nobody')}</p>}
      <ul className="mt-2 flex flex-col gap-2">
        {shown.map((person) => (
          <li key={person.id} data-person={person.id} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <span className="me-2 font-semibold">
                <bdi>{person.name}</bdi>
              </span>
              <span className="inline-block text-sm text-ink-2">{t(`common.role.${person.role}`)}</span>
              <span className="block text-sm text-ink-2">
                <span className="sr-only">{t('staff.newCase.languages')} </span>
                {person.languages.map((tag) => format.languageName(tag)).join(t('common.separator'))}
              </span>
            </div>
            <span className="-me-2">{menu(person)}</span>
          </li>
        ))}
      </ul>
      {many && (
        <Button size="sm" variant="quiet" onClick={() => setUnfolded(!unfolded)} className="mt-2">
          {unfolded ? t('common.find.fewer') : t('common.find.all', { count: people.length })}
        </Button>
      )}
    </div>
  );
}
