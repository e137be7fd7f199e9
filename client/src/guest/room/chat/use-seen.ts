import { useEffect } from 'react';

/** Nothing counts as unread while it is in sight. */
export function useSeen(unread: number, seen: () => void): void {
  useEffect(() => {
    const look = (): void => {
      if (unread > 0 && document.visibilityState === 'visible') seen();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [unread, seen]);
}
