import type { ParticipantId } from '@parley/shared/ids';
import { clsx } from 'clsx';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { rootOf } from '@parley/shared/agreement';
import { inLanguage } from '../../../../i18n/languages.ts';
import { type Written, writtenIn } from '../../../../agreement/text/writers.ts';
import { useFormat } from '../../../../i18n/format.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Empty } from '../../../../ui/Empty.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { useAllTexts } from '../texts.ts';
import { OwnWords } from '../../../../ui/OwnWords.tsx';
import type { VersionsDesk } from './desk.ts';
import { nameIn } from './names.ts';
import { useAnswer } from './use-answer.ts';

type Paragraphs = readonly (readonly Written[])[];

/** The words of every clause with the names of those who wrote them, of those one sees. */
export function WritersView({ desk }: { desk: VersionsDesk }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { book, document, kind, view, actions } = desk;
  const { languages } = book;
  const words = useAllTexts(document, book);
  const clauses = useMemo(
    () =>
      // Read anew with every change of the words.
      [...words.keys()].map((id) =>
        languages.flatMap((language): readonly { language: string; paragraphs: Paragraphs }[] => {
          const root = document.replica?.textOf({ clause: id, language });
          const paragraphs = root === undefined ? [] : writtenIn(root).filter((each) => each.length > 0);
          return paragraphs.length === 0 ? [] : [{ language, paragraphs }];
        }),
      ),
    [words, languages, document],
  );
  const stretches = clauses.flatMap((texts) => texts.flatMap(({ paragraphs }) => paragraphs.flat()));
  const clients = [...new Set(stretches.flatMap(({ client }) => (client === null ? [] : [client])))];
  // Whoever came or went since is asked about again.
  const present = [view.me, ...view.people].map(({ participant }) => participant.id).join(' ');
  const [answer, again] = useAnswer(`${clients.join(' ')} ${present}`, () =>
    actions.versions.writers(kind, clients),
  );
  if (stretches.length === 0) {
    return <Empty title={t('agreement.versions.who.nothing')} />;
  }
  if (answer.kind === 'failed') {
    return <ErrorNote error={answer.error} action={<Button onClick={again}>{t('common.retry')}</Button>} />;
  }
  if (answer.kind === 'loading') {
    return (
      <p role="status" className="text-ink-2">
        {t('agreement.versions.who.loading')}
      </p>
    );
  }
  const known = answer.value;
  const people = [...new Set(clients.flatMap((client) => known.get(client) ?? []))].flatMap((id) => {
    const name = nameIn(view, id);
    return name === null ? [] : [{ id, name }];
  });
  const authorOf = ({ client }: Written): Author => {
    if (client === null) return { kind: 'decided' };
    const index = people.findIndex(({ id }) => id === known.get(client));
    const person = people[index];
    return person === undefined ? { kind: 'others' } : { kind: 'person', number: index + 1, ...person };
  };
  const kinds = new Set(stretches.map((each) => authorOf(each).kind));
  return (
    <div className="flex flex-col gap-4">
      <section aria-label={t('agreement.versions.who.legend')} className="text-sm">
        <ul className="flex flex-wrap gap-x-4 gap-y-2">
          {people.map((person, index) => (
            <li key={person.id} className="flex items-center gap-1.5">
              <Sign number={index + 1} />
              <bdi>{person.name}</bdi>
            </li>
          ))}
          {kinds.has('others') && (
            <li className="flex items-center gap-1.5">
              <span aria-hidden className="border-b-2 border-dotted border-line-strong px-2">
                …
              </span>
              {t('agreement.versions.who.others')}
            </li>
          )}
          {kinds.has('decided') && <li className="text-ink-2">{t('agreement.versions.who.decided')}</li>}
        </ul>
        <p className="mt-2 text-ink-2">{t('agreement.versions.who.text')}</p>
      </section>
      {book.clauses.map(({ id }, index) => (
        <section
          key={id}
          aria-label={t('agreement.clause.name', { number: index + 1 })}
          className="rounded-md border border-line bg-paper p-3"
        >
          <h3 className="mb-1 font-semibold">{t('agreement.clause.name', { number: index + 1 })}</h3>
          {(clauses[index] ?? []).length === 0 && (
            <p className="text-ink-2">{t('agreement.clause.nothing')}</p>
          )}
          {(clauses[index] ?? []).map(({ language, paragraphs }) => (
            <div key={rootOf({ clause: id, language })} className="mt-2">
              {book.languages.length > 1 && (
                <p className="text-sm text-ink-2">{format.languageName(language)}</p>
              )}
              <div {...inLanguage(language)} className="words">
                {paragraphs.map((stretch, place) => (
                  <p key={place}>
                    {stretch.map((each, at) => (
                      <Stretch key={at} author={authorOf(each)} text={each.text} />
                    ))}
                  </p>
                ))}
              </div>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

type Author =
  | { readonly kind: 'others' | 'decided' }
  | { readonly kind: 'person'; readonly number: number; readonly id: ParticipantId; readonly name: string };

const tints = [
  'bg-plenary-soft border-plenary',
  'bg-agreed-soft border-agreed',
  'bg-arrival-soft border-arrival',
  'bg-caucus-soft border-caucus',
] as const;
const tintOf = (number: number): string => tints[(number - 1) % tints.length] ?? tints[0];

/** A person by number; the colour only repeats it. */
const Sign = ({ number }: { number: number }) => (
  <span
    aria-hidden
    className={clsx('rounded-sm border-b-2 px-1 font-sans text-xs font-medium tabular-nums', tintOf(number))}
  >
    {number}
  </span>
);

function Stretch({ author, text }: { author: Author; text: string }) {
  const { t } = useTranslation();
  switch (author.kind) {
    case 'decided':
      return <>{text}</>;
    case 'others':
      return (
        <span className="border-b-2 border-dotted border-line-strong">
          <Spoken name={t('agreement.versions.who.others')} />
          {text}
        </span>
      );
    case 'person':
      return (
        <span className={clsx('border-b-2', tintOf(author.number))}>
          <Spoken name={author.name} />
          <sup aria-hidden className="me-0.5 font-sans text-xs">
            {author.number}
          </sup>
          {text}
        </span>
      );
  }
}

const Spoken = ({ name }: { name: string }) => {
  const { t } = useTranslation();
  return (
    <OwnWords as="span" className="sr-only">
      {t('agreement.versions.who.span', { name })}
    </OwnWords>
  );
};
