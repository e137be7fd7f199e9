import { useEffect, useRef } from 'react';

/** What is typed and not saved is kept when the page goes, however it goes. */
export function useKept(keep: () => void): void {
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  useEffect(() => {
    const now = (): void => latest.current();
    addEventListener('pagehide', now);
    return () => {
      removeEventListener('pagehide', now);
      now();
    };
  }, []);
}
