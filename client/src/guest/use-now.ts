import { useEffect, useState } from 'react';

/** The time now by the server's clock, milliseconds since 1970, read again every `every` milliseconds. */
export function useServerNow(clockOffset: number, every = 10_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now + clockOffset;
}
