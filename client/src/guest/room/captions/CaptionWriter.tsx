import type { Epoch } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { Captions } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../i18n/languages.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { Button } from '../../../ui/Button.tsx';
import { sends } from '../chat/sends.ts';

/** As in the protocol's `CaptionText`. */
const longest = 300;

interface CaptionWriterProps {
  view: SessionView;
  actions: Pick<SessionActions, 'captions'>;
}

/** Where captions are typed, by whoever does; in the next room with nothing in it. */
export function CaptionWriter({ view, actions }: CaptionWriterProps) {
  const { place, captions } = view;
  if (place.kind !== 'room' || captions?.mayWrite !== true) return null;
  return (
    <Writer
      key={place.epoch}
      {...{ captions, actions }}
      epoch={place.epoch}
      own={view.me.participant.languages}
    />
  );
}

interface WriterProps {
  captions: NonNullable<SessionView['captions']>;
  own: readonly Language[];
  epoch: Epoch;
  actions: Pick<SessionActions, 'captions'>;
}

function Writer({ captions, own, epoch, actions }: WriterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [text, setText] = useState('');
  const [language, setLanguage] = useState(() => firstOf(captions, own));
  const readers = captions.readers?.find((each) => each.language === language)?.count ?? 0;
  const finish = async (): Promise<void> => {
    if (text.trim() === '') return;
    setText('');
    // What was not taken is there to be sent again, unless the next line has been begun.
    if (!(await actions.captions.finish({ epoch, language, text })))
      setText((now) => (now === '' ? text : now));
  };
  return (
    <form
      aria-label={t('captions.write.label')}
      className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-raised px-3 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        void finish();
      }}
    >
      <Captions size={22} aria-hidden className="hidden shrink-0 text-ink-2 sm:block" />
      <div className="flex basis-full items-center justify-between gap-x-3 sm:basis-auto">
        <div className="w-40 shrink-0">
          <SelectField
            label={t('captions.write.language')}
            labelHidden
            value={language}
            onChange={(event) => setLanguage(event.target.value)}
          >
            {captions.languages.map((each) => (
              <option key={each} value={each}>
                {format.languageName(each)}
              </option>
            ))}
          </SelectField>
        </div>
        <p className="min-w-0 text-sm text-ink-2">
          {readers === 0 ? t('captions.write.nobody') : t('captions.write.readers', { count: readers })}
        </p>
      </div>
      <div className="flex min-w-0 flex-1 basis-full items-center gap-2 sm:basis-56">
        <div className="min-w-0 flex-1">
          <TextField
            label={t('captions.write.field')}
            labelHidden
            {...inLanguage(language)}
            value={text}
            maxLength={longest}
            autoComplete="off"
            placeholder={t('captions.write.placeholder')}
            onChange={(event) => {
              setText(event.target.value);
              actions.captions.type({ epoch, language, text: event.target.value });
            }}
            onKeyDown={(event) => {
              if (!sends(event.nativeEvent)) return;
              event.preventDefault();
              void finish();
            }}
          />
        </div>
        <Button type="submit" variant="secondary" size="md-tight">
          {t('captions.write.done')}
          <kbd
            aria-hidden
            className="hidden rounded-sm border border-current px-1 font-sans text-sm md:inline"
          >
            Enter
          </kbd>
        </Button>
      </div>
    </form>
  );
}

/** What is read here most, else what I speak. */
function firstOf({ readers, languages }: WriterProps['captions'], own: readonly Language[]): Language {
  const [most] = [...(readers ?? [])].sort((one, other) => other.count - one.count);
  return most?.language ?? own[0] ?? languages[0] ?? 'zh';
}
