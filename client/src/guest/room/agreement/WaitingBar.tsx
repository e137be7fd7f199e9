import type { BookView } from '@parley/shared/agreement';
import { ArrowDown } from 'lucide-react';
import { type RefObject, useContext, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { LowerEdge } from '../lower-edge.ts';
import { answersAwaited } from './waiting.ts';

interface WaitingBarProps {
  book: BookView;
  /** What has the clauses in it; whatever waits is marked there. */
  scroller: RefObject<HTMLElement | null>;
}

/**
 * That something waits for my answer, and the way to it, one after the other. Far below the text,
 * which stays where it is when a proposal comes.
 */
export function WaitingBar({ book, scroller }: WaitingBarProps) {
  const { t } = useTranslation();
  const last = useRef<Element | null>(null);
  const title = useId();
  const edge = useContext(LowerEdge);
  const count = answersAwaited(book);
  if (count === 0 || edge === null) return null;
  const go = (): void => {
    const all = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-awaits]') ?? [])];
    const next = all[(all.findIndex((each) => each === last.current) + 1) % all.length];
    last.current = next ?? null;
    next?.scrollIntoView({ block: 'start' });
    next?.focus({ preventScroll: true });
  };
  return createPortal(
    <section
      aria-labelledby={title}
      className="flex items-center gap-2 border-t border-plenary bg-plenary-soft py-1 ps-3 pe-2 text-plenary-ink"
    >
      <p id={title} className="min-w-0 flex-1 text-sm font-medium">
        {t('proposals.waiting.count', { count })}
      </p>
      <Button size="sm" icon={<ArrowDown size={16} aria-hidden />} onClick={go}>
        {t('proposals.waiting.go')}
      </Button>
    </section>,
    edge,
  );
}
