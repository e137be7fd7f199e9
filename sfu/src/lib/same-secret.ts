import { timingSafeEqual } from 'node:crypto';

/** Takes as long for what is almost right as for what is all wrong. */
export function sameSecret(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
