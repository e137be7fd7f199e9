import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is at least so many pixels wide, whatever stands beside it. */
export function useWider(element: RefObject<HTMLElement | null>, width: number): boolean {
  const [wider, setWider] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWider((entry?.contentRect.width ?? 0) >= width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, width]);
  return wider;
}
