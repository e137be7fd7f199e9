import { useServerNow } from '../../use-now.ts';

const OFTEN_MS = 250;

/** Whole seconds until something is due by the server's clock; 0 once it is. */
export const secondsUntil = (due: number, now: number): number => Math.max(0, Math.ceil((due - now) / 1_000));

export const useSeconds = (due: number, clockOffset: number): number =>
  secondsUntil(due, useServerNow(clockOffset, OFTEN_MS));
