import type { CasePerson } from '@parley/shared/protocol';
import type { Side } from '@parley/shared/session';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { AT_A_GLANCE } from '../../ui/FindPeople.tsx';
import { SideMark } from '../../ui/SideMark.tsx';
import { inOrder } from './arrange.ts';

interface PeopleProps {
  people: readonly CasePerson[];
  sides: readonly Side[];
}

/** Who takes part, side by side. */
export function People({ people, sides }: PeopleProps) {
  const { t } = useTranslation();
  const ordered = inOrder(people, sides);
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="flex min-h-11 items-center text-lg font-semibold">
        {t('staff.case.people')}
      </h2>
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
          />
        ))}
        <Group
          heading={t('staff.case.neutral')}
          about={null}
          people={ordered.filter(({ side }) => side === null)}
        />
      </Card>
    </section>
  );
}

interface GroupProps {
  heading: ReactNode;
  about: string | null;
  people: readonly CasePerson[];
}

function Group({ heading, about, people }: GroupProps) {
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
        {shown.map(({ id, name, role, languages }) => (
          <li key={id}>
            <span className="me-2 font-semibold">
              <bdi>{name}</bdi>
            </span>
            <span className="inline-block text-sm text-ink-2">{t(`common.role.${role}`)}</span>
            <span className="block text-sm text-ink-2">
              <span className="sr-only">{t('staff.newCase.languages')} </span>
              {languages.map((tag) => format.languageName(tag)).join(t('common.separator'))}
            </span>
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
