import { type RefCallback, useCallback, useState } from 'react';

/** Whether an element holds more than it shows, and so has to be scrolled. */
export function useOverflows(): [watch: RefCallback<HTMLElement>, over: boolean] {
  const [over, setOver] = useState(false);
  const watch = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const sizes = new ResizeObserver(() => setOver(element.scrollHeight > element.clientHeight));
    const measure = (): void => {
      sizes.disconnect();
      for (const each of [element, ...element.children]) sizes.observe(each);
    };
    const children = new MutationObserver(measure);
    children.observe(element, { childList: true });
    measure();
    return () => {
      children.disconnect();
      sizes.disconnect();
    };
  }, []);
  return [watch, over];
}
