import type { SessionView } from '@parley/shared/policy';
import type { CaptionLine } from '@parley/shared/session';
import { clsx } from 'clsx';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../i18n/languages.ts';
import { useFormat } from '../../../i18n/format.ts';
import { captionSize, followCaptionSize } from '../../../session/caption-size.ts';
import { useCaptions } from '../../use-session.ts';

const sizes = {
  large: 'text-xl sm:text-2xl',
  larger: 'text-2xl sm:text-[2.25rem]',
  largest: 'text-[2rem] sm:text-[3.25rem]',
} as const;

/**
 * What is captioned here in the language I read, below the pictures; read out once a line is done. It has the same few
 * rows whether much or nothing is said: the pictures stay as they are, and of no row only a part is seen.
 */
export function CaptionLines({ view }: { view: SessionView }) {
  const { t } = useTranslation();
  const lines = useCaptions();
  const format = useFormat();
  const size = useSyncExternalStore(followCaptionSize, captionSize);
  const { captions } = view;
  if (captions === null || captions.reads === null) return null;
  const language = format.languageName(captions.reads);
  return (
    <section aria-label={t('captions.label')} className="shrink-0 rounded-md bg-black px-4 py-3 text-white">
      <div
        className={clsx(
          'flex h-[calc(4*1.375em)] flex-col justify-end overflow-hidden leading-[1.375] sm:h-[calc(3*1.375em)]',
          'max-sm:[@media(max-height:45rem)]:h-[calc(3*1.375em)] [@media(max-height:34rem)]:h-[calc(2*1.375em)]',
          sizes[size],
        )}
      >
        {lines.length === 0 && (
          <p className="my-auto text-base">
            {captions.captioners.length > 0 || (captions.automatic && !captions.stalled)
              ? t('captions.waiting', { language })
              : t('captions.nobody', { language })}
          </p>
        )}
        <div aria-hidden {...inLanguage(captions.reads)} className="font-medium">
          {lines.map(({ id, by, text, done }, index) => (
            <p key={id} className={clsx('wrap-anywhere', !done && 'opacity-90')}>
              {lines[index - 1]?.by !== by && <Speaker view={view} by={by} />}
              {text}
            </p>
          ))}
        </div>
      </div>
      <div role="log" {...inLanguage(captions.reads)} className="sr-only">
        {lines.map(({ id, text, done }) => done && <p key={id}>{text}</p>)}
      </div>
    </section>
  );
}

/**
 * Whoever types writes for others, and may say for whom; what the server has written along is of who said it. In the
 * row itself, for there are few.
 */
function Speaker({ view, by }: { view: SessionView; by: CaptionLine['by'] }) {
  if (view.captions?.captioners.includes(by) === true) return null;
  const speaker = [view.me, ...view.people].find(({ participant }) => participant.id === by);
  return speaker === undefined ? null : (
    <span className="me-[0.5em] text-[0.7em] font-normal opacity-80">
      <bdi>{speaker.participant.name}</bdi>
    </span>
  );
}
