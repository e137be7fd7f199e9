import { z } from 'zod';

/** What an agreement can be begun with. */
export const TemplateId = z.enum(['blank', 'people-mediation', 'commercial-settlement', 'heads-of-terms']);
export type TemplateId = z.infer<typeof TemplateId>;
