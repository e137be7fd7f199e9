import type { AllowedTo } from '../session/decision.ts';
import type { Presence } from '../session/state.ts';

/** Who asks, when, and what the policy says of it. */
export interface Asking {
  readonly me: Presence;
  readonly at: number;
  readonly allowedTo: AllowedTo;
}
