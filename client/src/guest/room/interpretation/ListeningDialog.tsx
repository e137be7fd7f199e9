import type { SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { clsx } from 'clsx';
import { useId, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import {
  followOriginal,
  mayChooseLevel,
  originalLevel,
  setOriginalLevel,
} from '../../../media/original-level.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { choicesOf } from './listening.ts';

interface ListeningDialogProps {
  view: SessionView;
  actions: Pick<SessionActions, 'interpretation'>;
  onClose: () => void;
}

/** Chooses a language to hear, at once, and how much of the original stays beside it. */
export function ListeningDialog({ view, actions, onClose }: ListeningDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useId();
  const listens = view.interpretation?.listens ?? null;
  const choose = (language: Language | null): void => void actions.interpretation.listen(language);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('interpretation.listen.title')}
      description={t(
        (view.interpretation?.mine ?? null) === null
          ? 'interpretation.listen.text'
          : 'interpretation.listen.relay',
      )}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('interpretation.listen.done')}
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t('interpretation.listen.choose')}</legend>
        <Row
          {...{ name }}
          title={t('interpretation.listen.original')}
          text={t('interpretation.listen.originalText')}
          chosen={listens === null}
          onChoose={() => choose(null)}
        />
        {choicesOf(view).map(({ language, interpreter }) => (
          <Row
            key={language}
            {...{ name }}
            title={format.languageName(language)}
            text={
              interpreter === null
                ? t('interpretation.listen.nobody')
                : t('interpretation.listen.by', { name: interpreter.participant.name })
            }
            chosen={listens === language}
            onChoose={() => choose(language)}
          />
        ))}
      </fieldset>
      <Level />
    </Dialog>
  );
}

interface RowProps {
  name: string;
  title: string;
  text: string;
  chosen: boolean;
  onChoose: () => void;
}

const Row = ({ name, title, text, chosen, onChoose }: RowProps) => (
  <label
    className={clsx(
      'relative flex min-h-14 items-center gap-3 rounded-md border px-4 py-2',
      'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
      chosen ? 'border-channel bg-channel-soft text-channel-ink' : 'border-line-strong hover:bg-sunken',
    )}
  >
    <input
      type="radio"
      name={name}
      checked={chosen}
      onChange={onChoose}
      className="size-5 shrink-0 accent-channel outline-none focus-visible:shadow-none"
    />
    <span className="min-w-0 font-semibold">
      {title}
      <span className={clsx('block text-sm font-normal', !chosen && 'text-ink-2')}>{text}</span>
    </span>
  </label>
);

/** Remembered on this device. */
function Level() {
  const { t } = useTranslation();
  const level = useSyncExternalStore(followOriginal, originalLevel);
  const id = useId();
  if (!mayChooseLevel()) {
    return <p className="mt-5 text-sm text-ink-2">{t('interpretation.listen.deviceLevel')}</p>;
  }
  return (
    <div className="mt-6">
      <label htmlFor={id} className="font-medium">
        {t('interpretation.listen.level')}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={level}
        aria-valuetext={level === 0 ? t('interpretation.listen.silent') : `${Math.round(level * 100)} %`}
        onChange={(event) => setOriginalLevel(event.target.valueAsNumber)}
        className="mt-1 block h-11 w-full accent-channel"
      />
      <p aria-hidden className="flex justify-between text-sm text-ink-2">
        <span>{t('interpretation.listen.silent')}</span>
        <span>{t('interpretation.listen.full')}</span>
      </p>
      <p className="mt-2 text-sm text-ink-2">{t('interpretation.listen.levelText')}</p>
    </div>
  );
}
