import type { PersonView, SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';
import { clsx } from 'clsx';
import { ScrollText } from 'lucide-react';
import { useId, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { captionSize, followCaptionSize, setCaptionSize } from '../../../session/caption-size.ts';
import { isHere } from '../../../session/here.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Note } from '../../../ui/Note.tsx';
import { Segments } from '../../../ui/Segments.tsx';
import { Unwritten } from './Unwritten.tsx';

interface CaptionsDialogProps {
  view: SessionView;
  actions: Pick<SessionActions, 'captions'>;
  onTranscript: () => void;
  onClose: () => void;
}

/** Which language I read, and how large; each choice holds at once. */
export function CaptionsDialog({ view, actions, onTranscript, onClose }: CaptionsDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useId();
  const size = useSyncExternalStore(followCaptionSize, captionSize);
  const { captions } = view;
  if (captions === null) return null;
  const { reads, kept } = captions;
  const choose = (language: Language | null): void => void actions.captions.choose(language);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('captions.title')}
      description={whoTypes(view) ?? t('captions.noCaptioner')}
      actions={
        <Button variant="primary" onClick={onClose}>
          {t('captions.close')}
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium">{t('captions.choose')}</legend>
        <Row {...{ name }} title={t('captions.off')} chosen={reads === null} onChoose={() => choose(null)} />
        {ownFirst(view).map((language) => (
          <Row
            key={language}
            {...{ name }}
            title={format.languageName(language)}
            chosen={reads === language}
            onChoose={() => choose(language)}
          />
        ))}
      </fieldset>
      <p className="mt-2 text-sm text-ink-2">{t('captions.follows')}</p>
      <h3 className="mt-6 mb-2 font-medium">{t('captions.size')}</h3>
      <Segments
        label={t('captions.size')}
        value={size}
        options={[
          { value: 'large', label: t('captions.large') },
          { value: 'larger', label: t('captions.larger') },
          { value: 'largest', label: t('captions.largest') },
        ]}
        onChange={setCaptionSize}
      />
      <p className="mt-6 text-sm text-ink-2">{kept ? t('captions.kept') : t('captions.notKept')}</p>
      <Button variant="secondary" onClick={onTranscript} className="mt-2">
        <ScrollText size={18} aria-hidden />
        {t('captions.transcript.open')}
      </Button>
      <Automatic view={view} actions={actions} />
      {view.board !== null && <Captioners view={view} named={view.board.captioners} actions={actions} />}
    </Dialog>
  );

  function whoTypes({ people, me }: SessionView): string | null {
    const typing = [me, ...people].filter((person) => captions?.captioners.includes(person.participant.id));
    const names = typing.map(({ participant }) => participant.name);
    return names.length === 0 ? null : t('captions.by', { names: format.list(names) });
  }
}

/** What I speak stands first. */
function ownFirst({ captions, me }: SessionView): readonly Language[] {
  const { languages } = me.participant;
  const chosen = captions?.reads ?? null;
  return [...new Set([...languages, ...(captions?.languages ?? []), ...(chosen === null ? [] : [chosen])])];
}

interface RowProps {
  name: string;
  title: string;
  chosen: boolean;
  onChoose: () => void;
}

const Row = ({ name, title, chosen, onChoose }: RowProps) => (
  <label
    className={clsx(
      'relative flex min-h-11 items-center gap-3 rounded-md border px-4 py-1.5',
      'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
      chosen ? 'border-ink bg-sunken' : 'border-line-strong hover:bg-sunken',
    )}
  >
    <input
      type="radio"
      name={name}
      checked={chosen}
      onChange={onChoose}
      className="size-5 shrink-0 accent-ink outline-none focus-visible:shadow-none"
    />
    <span className="min-w-0 font-medium">{title}</span>
  </label>
);

/** Whoever conducts has the server write along what is said in this room; everyone in it is told. */
function Automatic({ view, actions }: Pick<CaptionsDialogProps, 'view' | 'actions'>) {
  const { t } = useTranslation();
  const { place, captions } = view;
  if (place.kind !== 'room' || captions?.mayAutomate !== true) return null;
  return (
    <section className="mt-6">
      <h3 className="font-medium">{t('captions.automatic.title')}</h3>
      <Checkbox
        checked={captions.automatic}
        onChange={(on) => void actions.captions.automate(place.room, on)}
      >
        {t('captions.automatic.on')}
      </Checkbox>
      <p className="text-sm text-ink-2">
        {t('captions.automatic.text')} <Unwritten view={view} />
      </p>
      {captions.stalled && (
        <Note tone="warning" className="mt-3">
          {t('captions.stalled.here')} {t('captions.stalled.below')}
        </Note>
      )}
    </section>
  );
}

interface CaptionersProps {
  view: SessionView;
  named: readonly PersonView['participant']['id'][];
  actions: Pick<SessionActions, 'captions'>;
}

/** Whoever conducts names who types, of those in the room; the recorder does in any case. */
function Captioners({ view, named, actions }: CaptionersProps) {
  const { t } = useTranslation();
  const others = [view.me, ...view.people].filter(
    (person) => person.participant.role !== 'recorder' && isHere(view, person),
  );
  return (
    <section className="mt-6">
      <h3 className="font-medium">{t('captions.captioners')}</h3>
      <p className="mt-1 text-sm text-ink-2">{t('captions.captionersText')}</p>
      {others.map(({ participant: { id, name } }) => (
        <Checkbox key={id} checked={named.includes(id)} onChange={(on) => void actions.captions.name(id, on)}>
          <bdi>{name}</bdi>
        </Checkbox>
      ))}
    </section>
  );
}
