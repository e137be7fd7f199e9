import { requests } from '@parley/shared/protocol';
import { z } from 'zod';

const schemas: Readonly<Record<string, (typeof requests)[keyof typeof requests] | undefined>> = requests;

/** What a page sends of what is known of a wish: of that it has all, and the request takes what belongs to it. */
export function asAsked(name: string, input: unknown): unknown {
  const schema = schemas[name]?.input;
  if (schema === undefined || hasItsKeysAlone(schema, input)) return input;
  const issues = schema.safeParse(input).error?.issues ?? [];
  const extra = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  if (extra.length === 0 || typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => !extra.includes(key)));
}

/** As nearly all that is asked: it need not be read to know it. */
const hasItsKeysAlone = (schema: z.ZodType, input: unknown): boolean =>
  schema instanceof z.ZodObject &&
  typeof input === 'object' &&
  input !== null &&
  Object.keys(input).every((key) => Object.hasOwn(schema.shape, key));
