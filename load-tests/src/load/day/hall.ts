import type { Product } from '../parley/product.ts';
import type { Places } from '../place/places.ts';
import type { Tally } from '../tally.ts';
import type { DayScenario } from './scenario.ts';

/** What everyone of a day has in common. */
export interface Hall {
  readonly scenario: DayScenario;
  readonly product: Product;
  readonly places: Places;
  /** What is sent and heard, and what is written and read. */
  readonly packets: Tally;
  readonly messages: Tally;
  /** Told of what should not have gone wrong. */
  readonly trouble: (error: unknown) => void;
}
