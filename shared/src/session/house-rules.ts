import { z } from 'zod';

/** How private rooms behave in this session. */
export const HouseRules = z.object({
  /** Whoever enters an occupied private room is announced, or has to be let in by somebody inside. */
  entry: z.enum(['announce', 'admit']),
  /** Whether people are told that the mediator is with another room, or only that no mediator is here. */
  absence: z.enum(['with-another-room', 'not-here']),
});
export type HouseRules = z.infer<typeof HouseRules>;

/** What holds in a session until a mediator decides otherwise. */
export const usualHouseRules: HouseRules = { entry: 'announce', absence: 'with-another-room' };
