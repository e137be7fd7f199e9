import { StaffId } from '@parley/shared/ids';
import type { z } from 'zod';

/**
 * What someone has typed and not yet handed in, kept by this tab through reloads and a sign-in that ran out.
 * Signing out forgets it.
 */
const prefix = 'parley.draft.';

/** Null when there is none, or one that an older version of the page left. */
export function readKept<S extends z.ZodType>(key: string, schema: S): z.output<S> | null {
  try {
    const text = sessionStorage.getItem(prefix + key);
    const parsed = schema.safeParse(text === null ? null : JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `null` forgets it. */
export function keep(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(prefix + key);
    else sessionStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Storage may be full or forbidden: what was typed then lasts as long as the page.
  }
}

export function forgetKept(): void {
  try {
    const keys = Array.from({ length: sessionStorage.length }, (_, index) => sessionStorage.key(index));
    for (const key of keys) if (key?.startsWith(prefix) === true) sessionStorage.removeItem(key);
  } catch {
    // Nothing could be kept either.
  }
}

/** Whoever signs in finds what they left themselves, and nothing of anyone before them. */
export function claimKept(owner: StaffId): void {
  if (readKept('owner', StaffId) !== owner) forgetKept();
  keep('owner', owner);
}
