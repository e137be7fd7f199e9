import type { Product } from '../parley/product.ts';
import type { DayScenario } from './scenario.ts';
import type { Sitting } from './sitting.ts';

/** What a fault did to people's lines. */
export interface Struck {
  /** When, by this process's clock. */
  readonly at: number;
  /** Until what was ended runs again, milliseconds. */
  readonly againMs: number;
}

type Strike = (product: Product, sittings: readonly Sitting[]) => Promise<Struck>;

/** What is ended, and started again as whatever watches over it would. */
export const faults: Readonly<Record<NonNullable<DayScenario['fault']>, Strike>> = {
  'server-killed': (product) => timed(() => product.restartServer()),
  'node-killed': (product) => timed(() => product.restartNode()),
  // The server starts it again.
  'database-killed': (product) =>
    timed(async () => {
      const [first] = (await product.processes()).database;
      if (first === undefined) throw new Error('there is no database');
      process.kill(first, 'SIGKILL');
    }),
};

async function timed(work: () => Promise<void>): Promise<Struck> {
  const at = performance.now();
  await work();
  return { at, againMs: performance.now() - at };
}
