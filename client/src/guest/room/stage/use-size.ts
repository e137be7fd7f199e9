import { type RefCallback, useCallback, useState } from 'react';
import type { Box } from './grid.ts';

/** The inner size of an element in CSS pixels, kept up to date. */
export function useSize(): [RefCallback<HTMLElement>, Box] {
  const [size, setSize] = useState<Box>({ width: 0, height: 0 });
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
