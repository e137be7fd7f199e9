import { z } from 'zod';
import type { DevicesModel } from '../media/devices-model.ts';
import { keep, readKept } from '../session/kept.ts';

const KEY = 'parley.taking-part';

const TakingPart = z.object({ who: z.string(), microphone: z.boolean(), camera: z.boolean() });
export type TakingPart = z.infer<typeof TakingPart>;

/**
 * That this tab is taking part, and with which devices: after a reload the person is back where they were without
 * a press. `who` names the person in the session, not the link.
 */
export function rememberTakingPart(who: string, { microphone, camera }: DevicesModel): void {
  const value: TakingPart = { who, microphone: microphone.kind === 'on', camera: camera.kind === 'on' };
  keep('sessionStorage', KEY, JSON.stringify(value));
}

/** From here on a reload begins at the invitation again. */
export const forgetTakingPart = (): void => keep('sessionStorage', KEY, '');

/** What was remembered for this person; null for anyone else. */
export function recallTakingPart(who: string): TakingPart | null {
  try {
    const kept = TakingPart.safeParse(JSON.parse(readKept('sessionStorage', KEY) ?? ''));
    return kept.success && kept.data.who === who ? kept.data : null;
  } catch {
    return null;
  }
}
