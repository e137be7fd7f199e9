import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionModel } from '../session/model.ts';
import type { Notice } from '../session/notice.ts';
import { freshNotices } from './fresh-notices.ts';
import { useNoticeText } from './notice-text.ts';

/** Long enough to be read twice; the history keeps it. */
const shownFor = 8_000;

export interface ToastsProps {
  /** The newest ones that are still to be shown. */
  readonly fresh: readonly Notice[];
  readonly onHide: (id: number) => void;
}

/** One for the whole session, so that a notice is not shown again on the next screen. */
export function useToasts(model: Pick<SessionModel, 'notices' | 'view'>): ToastsProps {
  const [seen, setSeen] = useState<ReadonlySet<number>>(() => new Set());
  const fresh = freshNotices(model, seen);
  // Stable, or every change of the room would start the toasts' clocks anew.
  const hide = useCallback((id: number) => setSeen((old) => new Set([...old, id])), []);
  return { fresh, onHide: hide };
}

/** At the edge of what lies over the stage, where no control may be; `inFlow` takes a place of its own on a page. */
export function Toasts({ fresh, onHide, inFlow = false }: ToastsProps & { inFlow?: boolean }) {
  return (
    <ul
      aria-live="polite"
      className={clsx(
        'flex flex-col gap-2',
        inFlow ? 'mx-auto w-full max-w-xl px-4 sm:px-6' : 'pointer-events-none w-80 max-w-full self-end',
      )}
    >
      {fresh.map((notice) => (
        <Toast key={notice.id} notice={notice} onHide={onHide} />
      ))}
    </ul>
  );
}

/** The answer to something one asked for waits until it is put away. */
const isAnswer = ({ content }: Notice): boolean => content.kind === 'wish-declined';

function Toast({ notice, onHide }: { notice: Notice; onHide: (id: number) => void }) {
  const { t } = useTranslation();
  const text = useNoticeText();
  const [held, setHeld] = useState(false);
  const { id } = notice;
  const stays = held || isAnswer(notice);
  // Not begun anew by whoever is told of in it as well: it would stand there for as long as they go on coming.
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => onHide(id), shownFor);
    return () => clearTimeout(timer);
  }, [stays, id, onHide]);
  return (
    <li>
      <div
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
        className="pointer-events-auto flex animate-appear items-start gap-1 rounded-md bg-ink ps-4 text-sm text-paper"
      >
        <span className="flex-1 py-2.5">{text(notice)}</span>
        <button
          type="button"
          aria-label={t('room.notices.hide')}
          onClick={() => onHide(notice.id)}
          className="flex size-10 shrink-0 items-center justify-center"
        >
          <X size={16} aria-hidden />
        </button>
      </div>
    </li>
  );
}
