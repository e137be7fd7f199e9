import { bare, isTest } from './syntax.ts';

/** Why what is absent must not come out as yes, if it does here. */
export function defaultDenial(file: string, operator: unknown, right: unknown): string | undefined {
  const node = bare(right);
  const isYes = node?.type === 'Literal' && node['value'] === true;
  return isYes && (operator === '??' || operator === '||') && !isTest(file)
    ? 'what is absent means no: name what it has to be'
    : undefined;
}
