import { type RefObject, useEffect, useRef } from 'react';

/** What is in the way of a decision stands above its words; whoever has read to the end is brought there. */
export function useTold(told: boolean): RefObject<HTMLDivElement | null> {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (told) top.current?.scrollIntoView({ block: 'start' });
  }, [told]);
  return top;
}
