import type { ParticipantId } from '@parley/shared/ids';
import type { InterpretationView, SessionView } from '@parley/shared/policy';
import { isSameOutlet, type Outlet } from '@parley/shared/session';
import { clsx } from 'clsx';
import { AudioLines, BookA, Headset, MessagesSquare, Users } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import type { SessionActions } from '../../../session/model.ts';
import { Button } from '../../../ui/Button.tsx';
import { Count } from '../../../ui/Count.tsx';
import type { Panel } from '../ui-state.ts';
import { shortcutText } from '../bar/shortcuts.ts';
import { Handover } from './Handover.tsx';
import { inBooth, isElsewhere, languagesOf } from './outlets.ts';
import { SilentAlarm } from './SilentAlarm.tsx';
import type { OutletControl } from './use-outlet.ts';

interface ConsoleProps {
  view: SessionView;
  outlets: OutletControl;
  /** For how long somebody has interpreted, milliseconds. */
  airTime: (interpreter: ParticipantId) => number;
  actions: Pick<SessionActions, 'interpretation' | 'setMicrophone'>;
  /** What partners wrote and I have not read. */
  unread: number;
  panel: Panel | null;
  onPanel: (panel: Panel) => void;
}

/** Where an interpreter’s one microphone goes, and how it is handed on. */
export function InterpreterConsole(props: ConsoleProps) {
  const mine = props.view.interpretation?.mine ?? null;
  return mine === null ? null : <Shown {...props} mine={mine} />;
}

type Mine = NonNullable<InterpretationView['mine']>;

function Shown({ view, outlets, airTime, actions, mine, ...desk }: ConsoleProps & { mine: Mine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = useId();
  const heard = inBooth(view);
  const timeIn = (language: string): string | null => {
    const channel = view.interpretation?.channels.find((each) => each.language === language);
    const minutes = channel === undefined ? null : format.minutes(airTime(channel.interpreter));
    return minutes === null ? null : t('interpretation.console.since', { minutes });
  };
  const to = (outlet: Outlet) => ({
    chosen: isSameOutlet(mine.outlet, outlet),
    busy: outlets.busy,
    onPress: () => outlets.direct(outlet),
  });
  return (
    <section
      aria-labelledby={title}
      className="flex min-h-0 flex-col gap-2 overflow-y-auto rounded-md border border-line bg-raised p-2 sm:p-3"
    >
      <div className="flex flex-wrap items-center gap-x-4">
        <h2 id={title} className="text-sm font-semibold">
          {t('interpretation.console.title')}
        </h2>
        {outlets.switchOver !== null && (
          <p className="hidden text-sm text-ink-2 md:block">
            {t('interpretation.console.keys', { keys: shortcutText('outlet') })}
          </p>
        )}
        <About view={view} mine={mine} />
        <Desk {...desk} />
      </div>
      <SilentAlarm {...{ view, outlets, actions }} />
      <div role="group" aria-labelledby={title} className="grid grid-cols-2 gap-2 lg:flex">
        {languagesOf(view).map(({ language, listening, takenBy }) => (
          <OutletButton
            key={language}
            look="border-channel bg-channel text-on-fill"
            icon={<AudioLines size={22} aria-hidden />}
            label={t('interpretation.console.into', { language: format.languageName(language) })}
            text={
              takenBy === null
                ? listening === 0
                  ? t('interpretation.console.nobody')
                  : t('interpretation.console.listening', { count: listening })
                : t('interpretation.console.taken', { name: takenBy })
            }
            time={timeIn(language)}
            taken={takenBy !== null}
            {...to({ to: 'channel', language })}
          />
        ))}
        <OutletButton
          look="border-room bg-room text-on-fill"
          icon={<Users size={22} aria-hidden />}
          label={t('interpretation.console.room')}
          text={t('interpretation.console.roomText')}
          {...to({ to: 'room' })}
        />
        <OutletButton
          look="border-ink bg-ink text-paper"
          icon={<Headset size={22} aria-hidden />}
          label={t('interpretation.console.booth')}
          text={
            heard.length === 0
              ? t('interpretation.console.boothAlone')
              : t('interpretation.console.boothPartners', { names: format.list(heard) })
          }
          {...to({ to: 'booth' })}
        />
      </div>
      <Handover {...{ view, outlets, actions }} />
    </section>
  );
}

/** What lies on an interpreter's desk: opened beside the room. */
function Desk({ unread, panel, onPanel }: Pick<ConsoleProps, 'unread' | 'panel' | 'onPanel'>) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-1 max-sm:-ms-3 sm:ms-auto">
      <Button
        size="sm"
        variant="quiet"
        aria-pressed={panel === 'booth'}
        icon={<MessagesSquare size={18} aria-hidden className="shrink-0" />}
        onClick={() => onPanel('booth')}
      >
        {t('interpretation.partners.title')}
        {unread > 0 && <Count count={unread} words={t('room.bar.unread', { count: unread })} />}
      </Button>
      <Button
        size="sm"
        variant="quiet"
        aria-pressed={panel === 'terms'}
        icon={<BookA size={18} aria-hidden className="shrink-0" />}
        onClick={() => onPanel('terms')}
      >
        {t('glossary.room.short')}
      </Button>
    </div>
  );
}

/** Whom I work for, where that is not simply everyone. */
function About({ view, mine }: { view: SessionView; mine: Mine }) {
  const { t } = useTranslation();
  const { bound } = mine;
  const party = view.people.find(
    ({ participant }) => bound.to === 'party' && participant.id === bound.participant,
  );
  const languages = view.interpretation?.interpreters.find(
    ({ participant }) => participant === view.me.participant.id,
  )?.languages;
  const text = isElsewhere(mine)
    ? t('interpretation.console.elsewhere')
    : languages?.length === 0
      ? t('interpretation.console.unassigned')
      : party === undefined
        ? null
        : t('interpretation.console.forParty', { name: party.participant.name });
  return text !== null && <p className="text-sm text-ink-2">{text}</p>;
}

interface OutletButtonProps {
  icon: ReactNode;
  label: string;
  text: string;
  /** For how long somebody has interpreted there. */
  time?: string | null;
  /** When my voice goes there. */
  look: string;
  chosen: boolean;
  /** Somebody else interprets there. */
  taken?: boolean;
  busy: boolean;
  onPress: () => void;
}

function OutletButton({ icon, label, text, look, chosen, busy, onPress, ...there }: OutletButtonProps) {
  const { taken = false, time = null } = there;
  const off = busy || taken;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onPress}
      className={clsx(
        'flex min-h-16 min-w-0 flex-1 max-sm:[@media(max-height:44rem)]:min-h-11 items-center gap-2.5 rounded-md border-2 px-3 py-1.5 text-start transition-colors',
        chosen ? look : 'border-line-strong bg-raised hover:bg-sunken',
        taken && 'border-dashed text-ink-2',
      )}
    >
      <span className="hidden shrink-0 sm:block">{icon}</span>
      <span className="min-w-0 leading-snug">
        <span className="block font-semibold">{label}</span>
        <span
          className={clsx(
            'flex flex-wrap gap-x-2 text-sm max-sm:[@media(max-height:44rem)]:sr-only',
            !chosen && 'text-ink-2',
          )}
        >
          <span className="min-w-0">{text}</span>
          {time !== null && <span className="whitespace-nowrap tabular-nums">{time}</span>}
        </span>
      </span>
    </button>
  );
}
