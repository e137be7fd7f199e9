import { type DocumentKind, TemplateId } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { clsx } from 'clsx';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { baseOf } from '../../../i18n/direction.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { AgreementActions, NewAgreement } from '../../../session/agreement-actions.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { OwnTemplates } from './OwnTemplates.tsx';
import { Choice } from './Choice.tsx';

/** As many as a document can have. */
const MOST_LANGUAGES = 4;

interface StartFormProps {
  id?: string;
  kind: DocumentKind;
  view: SessionView;
  actions: Pick<AgreementActions, 'templates'>;
  /** Answers whether it was done. */
  onStart: (wish: NewAgreement) => Promise<boolean>;
  /** What stands before and after what is chosen; `busy` while it is being done. */
  before?: ReactNode;
  after?: (busy: boolean) => ReactNode;
  className?: string;
}

/** What an agreement, or a draft, is to begin with. */
export function StartForm(props: StartFormProps) {
  const { id, kind, view, actions, onStart, before, after, className } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const offered = languagesOf(view);
  const [template, setTemplate] = useState<NewAgreement['template']>(
    kind === 'draft' ? 'blank' : firstTemplate(view),
  );
  const [languages, setLanguages] = useState<readonly Language[]>(offered.slice(0, 2));
  const [prevailing, setPrevailing] = useState(offered[0] ?? 'zh');
  // What it was to begin with may be offered no more: then it is asked again what is.
  const [tries, setTries] = useState(0);
  const [start, busy] = useBusy(async () => {
    if (!(await onStart({ template, languages, prevailing }))) setTries(tries + 1);
  });
  const choose = (language: Language, on: boolean): void => {
    const next = offered.filter((each) => (each === language ? on : languages.includes(each)));
    setLanguages(next);
    if (!next.includes(prevailing)) setPrevailing(next[0] ?? prevailing);
  };
  return (
    <form
      id={id}
      className={clsx('flex w-full flex-col gap-5', className)}
      onSubmit={(event) => {
        event.preventDefault();
        if (languages.length > 0) start();
      }}
    >
      {before}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">{t('agreement.start.template')}</legend>
        <OwnTemplates
          key={tries}
          chosen={typeof template === 'string' ? null : template.own}
          read={() => actions.templates(kind)}
          onChoose={(own) => setTemplate({ own })}
        />
        {TemplateId.options.map((each) => (
          <Choice key={each} chosen={each === template} onChoose={() => setTemplate(each)}>
            <span className="block font-medium">{t(`agreement.start.templates.${each}.name`)}</span>
            <span className="text-sm text-ink-2">{t(`agreement.start.templates.${each}.text`)}</span>
          </Choice>
        ))}
      </fieldset>
      <fieldset>
        <legend className="font-medium">{t('agreement.start.languages')}</legend>
        <p className="text-sm text-ink-2">{t('agreement.start.languagesHint')}</p>
        <div className="flex flex-wrap gap-x-6">
          {offered.map((language) => {
            const on = languages.includes(language);
            const last = on && languages.length === 1;
            return (
              <Checkbox
                key={language}
                checked={on}
                disabled={last || (!on && languages.length === MOST_LANGUAGES)}
                onChange={(checked) => choose(language, checked)}
              >
                {format.languageName(language)}
              </Checkbox>
            );
          })}
        </div>
      </fieldset>
      {languages.length > 1 && (
        <SelectField
          label={t('agreement.start.prevailing')}
          value={prevailing}
          onChange={(event) => setPrevailing(event.target.value)}
        >
          {languages.map((language) => (
            <option key={language} value={language}>
              {format.languageName(language)}
            </option>
          ))}
        </SelectField>
      )}
      {after?.(busy)}
    </form>
  );
}

const firstTemplate = ({ kind }: SessionView): TemplateId =>
  kind === 'commercial' ? 'commercial-settlement' : 'people-mediation';

/** What the people of the session speak, Chinese and English in any case, each once whatever its region. */
function languagesOf({ me, people }: SessionView): Language[] {
  const spoken = [me, ...people].flatMap(({ participant }) => participant.languages);
  const primary = [...spoken, 'zh', 'en'].map(baseOf);
  const all = [...new Set(primary)];
  const first = all.includes('zh') ? ['zh'] : [];
  return [...new Set([...first, ...all])];
}
