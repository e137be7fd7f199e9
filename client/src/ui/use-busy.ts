import { useEffect, useRef, useState } from 'react';

/** Runs one thing at a time: the second press of a button while the first still works does nothing. */
export function useBusy<A extends unknown[]>(
  act: (...args: A) => Promise<unknown> | void,
): [run: (...args: A) => void, busy: boolean] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);
  const run = (...args: A): void => {
    if (running.current) return;
    const result = act(...args);
    if (result === undefined) return;
    running.current = true;
    setBusy(true);
    void result.finally(() => {
      running.current = false;
      if (mounted.current) setBusy(false);
    });
  };
  return [run, busy];
}
