import { requests } from '@parley/shared/protocol';

const schemas: Readonly<Record<string, (typeof requests)[keyof typeof requests] | undefined>> = requests;

/** What a page sends of what is known of a wish: of that it has all, and the request takes what belongs to it. */
export function asAsked(name: string, input: unknown): unknown {
  const issues = schemas[name]?.input.safeParse(input).error?.issues ?? [];
  const extra = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  if (extra.length === 0 || typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(Object.entries(input).filter(([key]) => !extra.includes(key)));
}
