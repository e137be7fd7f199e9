import { StaffId } from '@parley/shared/ids';
import { z } from 'zod';
import { keep, readKept } from '../session/kept.ts';

/**
 * What someone has typed and not yet handed in, kept by this tab through reloads and a sign-in that ran out.
 * Signing out forgets it.
 */
const KEY = 'parley.staff';
const Parts = z.record(z.string(), z.unknown());

function parts(): z.output<typeof Parts> {
  try {
    return Parts.parse(JSON.parse(readKept('sessionStorage', KEY) ?? '{}'));
  } catch {
    return {};
  }
}

/** Null when there is none, or one that an older version of the page left. */
export function readUnfinished<S extends z.ZodType>(part: string, schema: S): z.output<S> | null {
  const parsed = schema.safeParse(parts()[part]);
  return parsed.success ? parsed.data : null;
}

/** `undefined` forgets it. */
export const keepUnfinished = (part: string, value: unknown): void =>
  keep('sessionStorage', KEY, JSON.stringify({ ...parts(), [part]: value }));

export const forgetUnfinished = (): void => keep('sessionStorage', KEY, '{}');

/** Whoever signs in finds what they left themselves, and nothing of anyone before them. */
export function claimUnfinished(owner: StaffId): void {
  if (readUnfinished('owner', StaffId) !== owner) forgetUnfinished();
  keepUnfinished('owner', owner);
}
