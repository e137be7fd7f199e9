import type { SessionView } from '@parley/shared/policy';
import { type Participant, sideOf } from '@parley/shared/session';
import { clsx } from 'clsx';
import { Captions, Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { plain } from '../../../i18n/direction.ts';
import { useFormat } from '../../../i18n/format.ts';
import { Name } from '../../../ui/Name.tsx';
import { SideMark } from '../../../ui/SideMark.tsx';
import { type Hearing, interpretedInto, type Listener } from '../hearing.ts';
import { useHearing } from '../interpretation/use-hearing.ts';

/** Who can hear me, in a sentence with everyone’s name. */
export function HearsMe({ heard, view }: { heard: Hearing; view: SessionView }) {
  const { t } = useTranslation();
  const sentence = useHearing();
  if (heard.kind === 'moving') return t('room.hears.moving');
  const besides = (
    <>
      <Interpreted view={view} />
      <Coming people={heard.coming} view={view} />
    </>
  );
  if (!('listeners' in heard)) {
    return (
      <>
        {sentence(heard)}
        {besides}
      </>
    );
  }
  // The sentence is cut where the names go, so that each name keeps its side's mark.
  const [before = '', after = ''] = plain(sentence(heard)).split('\n');
  const { listeners, captions } = heard;
  return (
    <>
      {before}
      {listeners.map((listener, index) => (
        <Listed key={listener.person.participant.id} last={index === listeners.length - 1 && !captions}>
          <ListenerName listener={listener} />
          <Mark participant={listener.person.participant} view={view} />
        </Listed>
      ))}
      {captions && heard.kind !== 'captioned' && (
        <Listed last>
          <CaptionsName alone={listeners.length === 0} />
        </Listed>
      )}
      {after}
      {besides}
    </>
  );
}

/** What writes along, among those who hear me. */
export function CaptionsName({ alone }: { alone: boolean }) {
  const { t } = useTranslation();
  return (
    <span className="font-semibold">
      <Captions size={16} aria-hidden className="me-1 inline-block align-[-0.2em]" />
      {alone ? t('room.hears.captions') : t('room.hears.andCaptions')}
    </span>
  );
}

/** Sets apart within a line, and at the beginning of one takes no room. */
const EN_SPACE = '\u2002';

/** In which languages what is said here is heard as well. */
export function Interpreted({ view }: { view: SessionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const languages = interpretedInto(view);
  if (languages.length === 0) return null;
  return (
    <>
      {EN_SPACE}
      <span data-fits="besides">
        <Languages size={16} aria-hidden className="me-1 inline-block align-[-0.2em]" />
        {t('interpretation.hears.interpreted', {
          languages: format.list(languages.map((each) => format.languageName(each))),
        })}
      </span>
    </>
  );
}

/** One of several, with what parts it from the next: no line begins with that. */
function Listed({ last, own = true, children }: { last: boolean; own?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const between = last ? '' : t('common.separator');
  const mark = between.trimEnd();
  return (
    <>
      <span data-fits={own ? 'name' : undefined} className="inline-block">
        {children}
        {mark}
      </span>
      {between.slice(mark.length)}
    </>
  );
}

export function ListenerName({ listener: { person, leaving } }: { listener: Listener }) {
  const { t } = useTranslation();
  const { name } = person.participant;
  const words = leaving
    ? t('caucus.hears.leaving', { name })
    : person.line !== 'online' && t('room.hears.lost', { name });
  return (
    <span className={clsx('font-semibold', leaving && 'italic')}>
      {words === false ? <Name name={name} /> : words}
    </span>
  );
}

function Mark({ participant, view }: { participant: Participant; view: SessionView }) {
  const side = sideOf(participant);
  if (side === null) return null;
  return (
    <span className="ms-1 inline-flex h-5.25 items-center align-top">
      <SideMark side={side} sides={view.sides} onVeil />
    </span>
  );
}

/** Set apart from those who hear already. */
export function Coming({ people, view }: { people: readonly Participant[]; view: SessionView }) {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  const [before = '', after = ''] = plain(t('caucus.hears.coming', { names: '\n' })).split('\n');
  return (
    <span
      data-fits="besides"
      className="ms-2 inline-block rounded-sm border border-dashed border-white px-1.5"
    >
      {before}
      {people.map((participant, index) => (
        <Listed key={participant.id} last={index === people.length - 1} own={false}>
          <bdi className="font-semibold">{participant.name}</bdi>
          <Mark participant={participant} view={view} />
        </Listed>
      ))}
      {after}
    </span>
  );
}
