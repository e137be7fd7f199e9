import type { AllowedTo } from './decision.ts';
import type { Presence } from './state.ts';

/** Who asks, when, and what the policy says of it. */
export interface Asking {
  readonly me: Presence;
  readonly at: number;
  readonly allowedTo: AllowedTo;
}
