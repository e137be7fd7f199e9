import { comeToRest } from '../quiet.ts';
import { connect } from './browsers.ts';
import type { Operation } from './asking.ts';

const MOST_LAST_WORDS = 5;
const MOST_BACK = 6;

/**
 * Everyone hears who is with them when the server dies, and the SFU goes on; what was decided last may never have
 * reached it. Then some come back.
 */
export const outlive =
  (last: () => readonly Operation[]): Operation =>
  async (stage, random) => {
    await comeToRest(stage, random);
    for (let count = random.below(MOST_LAST_WORDS); count > 0; count -= 1) {
      const operation = random.maybe(last());
      await operation?.(stage, random);
      await stage.settle();
    }
    await stage.outlive(random.chance(0.4));
    for (let count = random.below(MOST_BACK); count > 0; count -= 1) await connect(stage, random, 'own');
    if (random.chance(0.5)) await comeToRest(stage, random);
  };
