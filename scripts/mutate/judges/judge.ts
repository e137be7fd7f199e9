/** What a judge says of a mutant. One that it cannot tell of is not red: nothing has shown that anybody misses the rule. */
export type Answer =
  | { readonly kind: 'red'; readonly why: string }
  | { readonly kind: 'green' }
  | { readonly kind: 'unfinished'; readonly why: string };

export const green: Answer = { kind: 'green' };
export const red = (why: string): Answer => ({ kind: 'red', why });
export const unfinished = (why: string): Answer => ({ kind: 'unfinished', why });
