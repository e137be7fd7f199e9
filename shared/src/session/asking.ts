import type { Epoch } from '../ids.ts';
import { type AllowedTo, type Decision, denied } from './decision.ts';
import { type Presence, settledIn } from './state.ts';

/** Who asks, when, and what the policy says of it. */
export interface Asking {
  readonly me: Presence;
  readonly at: number;
  readonly allowedTo: AllowedTo;
}

/** What was asked of the room before is not done in this one. */
export function inEpoch(me: Presence, epoch: Epoch, then: () => Decision): Decision {
  const place = settledIn(me);
  return place !== null && place.epoch !== epoch ? denied('epoch.stale') : then();
}
