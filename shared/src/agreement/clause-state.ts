import { z } from 'zod';

/** Being written; put to the sides as it stands; agreed by every side; closed for good until it is reopened. */
export const ClauseState = z.enum(['draft', 'proposed', 'agreed', 'locked']);
export type ClauseState = z.infer<typeof ClauseState>;
