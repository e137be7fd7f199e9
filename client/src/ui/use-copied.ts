import { useEffect, useState } from 'react';

/** Long enough to be seen, milliseconds. */
const SHOWN_MS = 2_500;

/** True for a while after something was copied. */
export function useCopied(): [copied: boolean, show: () => void] {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times === 0) return undefined;
    const timer = setTimeout(() => setTimes(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [times]);
  return [times > 0, () => setTimes((before) => before + 1)];
}
