import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ChatLine } from '../../../session/chat.ts';

interface Scroll {
  ref: RefObject<HTMLDivElement | null>;
  /** The reader has scrolled up: new lines must not carry the text away. */
  away: boolean;
  toEnd: () => void;
}

const idOf = (line: ChatLine | undefined): string | undefined =>
  line?.kind === 'said' ? line.message.id : line?.id;

/** Follows the newest line while one reads at the end; keeps its place when older lines come in above. */
export function useScroll(lines: readonly ChatLine[]): Scroll {
  const ref = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const last = useRef<{ first: string | undefined; height: number }>({ first: undefined, height: 0 });

  useEffect(() => {
    const box = ref.current;
    if (box === null) return;
    const scrolled = (): void => setAway(box.scrollHeight - box.scrollTop - box.clientHeight > 48);
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => box.removeEventListener('scroll', scrolled);
  }, []);

  const first = idOf(lines[0]);
  const newest = idOf(lines.at(-1));
  // Runs for each new line: `lines` changes with every other state, its ends do not.
  useLayoutEffect(() => {
    const box = ref.current;
    if (box === null || newest === undefined) return;
    if (!away) box.scrollTop = box.scrollHeight;
    else if (first !== last.current.first) box.scrollTop += box.scrollHeight - last.current.height;
    last.current = { first, height: box.scrollHeight };
  }, [first, newest, away]);

  const toEnd = (): void => {
    const box = ref.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  };
  return { ref, away, toEnd };
}
