import { type DocumentKind, TemplateId } from '@parley/shared/agreement';
import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { baseOf } from '../../../i18n/direction.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { AgreementActions, NewAgreement } from '../../../session/agreement-actions.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { useBusy } from '../../../ui/use-busy.ts';
import { OwnTemplates } from './OwnTemplates.tsx';
import { Choice } from './Choice.tsx';

/** As many as a document can have. */
const MOST_LANGUAGES = 4;

interface StartScreenProps {
  kind: DocumentKind;
  view: SessionView;
  actions: Pick<AgreementActions, 'start' | 'templates'>;
}

/** What an agreement, or a draft, begins with. */
export function StartScreen({ kind, view, actions }: StartScreenProps) {
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
    if (!(await actions.start(kind, { template, languages, prevailing }))) setTries(tries + 1);
  });
  const choose = (language: Language, on: boolean): void => {
    const next = offered.filter((each) => (each === language ? on : languages.includes(each)));
    setLanguages(next);
    if (!next.includes(prevailing)) setPrevailing(next[0] ?? prevailing);
  };
  const draft = kind === 'draft';
  return (
    <form
      className="mx-auto flex w-full max-w-2xl flex-col gap-5 p-4 sm:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (languages.length > 0) start();
      }}
    >
      <div>
        <h3 className="text-xl font-semibold">
          {t(draft ? 'agreement.start.draftTitle' : 'agreement.start.title')}
        </h3>
        <p className="mt-1 text-ink-2">{t(draft ? 'agreement.start.draftText' : 'agreement.start.text')}</p>
      </div>
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
      <Button type="submit" variant="primary" busy={busy} className="self-start">
        {t('agreement.start.verb')}
      </Button>
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
