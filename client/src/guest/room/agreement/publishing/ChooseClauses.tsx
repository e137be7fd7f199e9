import { type BookView, MAX_PUBLISHED } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
import type { Language } from '@parley/shared/session';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../../i18n/languages.ts';
import { plainText } from '../../../../agreement/text/plain.ts';
import { Checkbox } from '../../../../ui/Checkbox.tsx';
import { SelectField } from '../../../../ui/Field.tsx';
import { Note } from '../../../../ui/Note.tsx';
import type { Desk } from '../desk.ts';
import type { Texts } from '../texts.ts';
import { LetOutLine } from './LetOutLine.tsx';
import { isWritten } from './let-out.ts';

interface ChooseClausesProps {
  desk: Desk;
  words: ReadonlyMap<ClauseId, Texts>;
  languages: readonly Language[];
  agreement: BookView;
  chosen: ReadonlySet<ClauseId>;
  /** After which clause of the agreement they are to stand; null: before all. */
  place: ClauseId | null;
  tooLong: boolean;
  onChoose: (chosen: ReadonlySet<ClauseId>) => void;
  onPlace: (place: ClauseId | null) => void;
}

/** The clauses of a draft, to be ticked, and where in the agreement their words are to stand. */
export function ChooseClauses(props: ChooseClausesProps) {
  const { desk, words, languages, agreement, chosen, place, tooLong, onChoose, onPlace } = props;
  const { t } = useTranslation();
  const { clauses } = desk.book;
  const textsOf = (id: ClauseId): Texts => words.get(id) ?? new Map();
  const written = clauses.filter(({ id }) => isWritten(textsOf(id), languages)).map(({ id }) => id);
  if (written.length === 0) {
    return <Note>{t('agreement.publishing.choose.none')}</Note>;
  }
  const full = chosen.size >= MAX_PUBLISHED;
  const whole = written.every((id) => chosen.has(id));
  const choose = (id: ClauseId, on: boolean): void =>
    onChoose(new Set(clauses.map((each) => each.id).filter((each) => (each === id ? on : chosen.has(each)))));
  return (
    <div className="flex flex-col gap-4">
      <fieldset>
        <legend className="font-medium">{t('agreement.publishing.choose.legend')}</legend>
        {written.length > 1 && written.length <= MAX_PUBLISHED && (
          <Checkbox checked={whole} onChange={(on) => onChoose(new Set(on ? written : []))}>
            {t('agreement.publishing.choose.all')}
          </Checkbox>
        )}
        <ul className="flex flex-col divide-y divide-line border-y border-line">
          {clauses.map((clause, index) => {
            const texts = textsOf(clause.id);
            const on = chosen.has(clause.id);
            const empty = !written.includes(clause.id);
            return (
              <li key={clause.id}>
                <Checkbox
                  checked={on}
                  disabled={!on && (empty || full)}
                  onChange={(next) => choose(clause.id, next)}
                >
                  <span className="font-medium">{t('agreement.clause.name', { number: index + 1 })}</span>
                  {empty ? (
                    <span className="block text-ink-2">{t('agreement.publishing.choose.empty')}</span>
                  ) : (
                    <Beginning texts={texts} languages={languages} />
                  )}
                  <LetOutLine clause={clause} texts={texts} sides={desk.view.sides} />
                </Checkbox>
              </li>
            );
          })}
        </ul>
        <p role="status" className="mt-1 min-h-6 text-sm text-ink-2">
          {chosen.size === 0 && t('agreement.publishing.choose.nothing')}
          {full && t('agreement.publishing.choose.most', { count: MAX_PUBLISHED })}
        </p>
      </fieldset>
      {tooLong && <Note tone="warning">{t('agreement.publishing.preview.tooLong')}</Note>}
      {agreement.clauses.length > 0 && (
        <SelectField
          label={t('agreement.publishing.choose.where')}
          value={place ?? ''}
          onChange={({ target: { value } }) => onPlace(value === '' ? null : ClauseId.parse(value))}
        >
          <option value="">{t('agreement.publishing.choose.first')}</option>
          {agreement.clauses.map(({ id }, index) => (
            <option key={id} value={id}>
              {index === agreement.clauses.length - 1
                ? t('agreement.publishing.choose.last')
                : t('agreement.publishing.choose.after', { number: index + 1 })}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}

/** How a clause begins, in the first language in which it says anything. */
function Beginning({ texts, languages }: { texts: Texts; languages: readonly Language[] }) {
  for (const language of languages) {
    const text = texts.get(language) ?? null;
    const words = text === null ? '' : plainText(text).trim();
    if (words !== '') {
      return (
        <span {...inLanguage(language)} className="line-clamp-2 font-serif text-ink-2">
          {words}
        </span>
      );
    }
  }
  return null;
}
