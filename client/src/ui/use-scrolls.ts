import { type RefCallback, useCallback, useState } from 'react';

/** Whether what is in an element is higher than the element is, which then is scrolled. */
export function useScrolls(): [boolean, RefCallback<HTMLElement>] {
  const [scrolls, setScrolls] = useState(false);
  const box = useCallback((element: HTMLElement) => {
    const observer = new ResizeObserver(() => setScrolls(element.scrollHeight > element.clientHeight));
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return [scrolls, box];
}
