import { type ComponentType, lazy, useState } from 'react';

type Load = () => Promise<{ readonly default: ComponentType }>;

/** A part of the product with everything below it, loaded when it is first needed. */
export interface Part {
  /** Loads it ahead of its being drawn. */
  readonly fetch: () => Promise<void>;
  readonly Screen: ComponentType;
}

/**
 * What was fetched before it is drawn stands there at once. React's own `lazy` shows what stands in for it even then,
 * and, once that is on the screen, for 300 ms at least.
 */
export function part(load: Load): Part {
  let fetched: ComponentType | null = null;
  const Later = lazy(load);
  return {
    fetch: async () => {
      fetched = (await load()).default;
    },
    Screen: () => {
      // One of them for good: to change over would draw the part anew.
      const [Now] = useState<ComponentType>(() => fetched ?? Later);
      return <Now />;
    },
  };
}
