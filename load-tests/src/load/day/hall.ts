import type { Product } from '../parley/product.ts';
import type { Places } from '../place/places.ts';
import type { Tally } from '../tally.ts';
import type { Offered } from '../scenario-parts.ts';

/** What everyone of a day has in common. */
export interface Hall {
  /** What everyone sends. */
  readonly offered: Offered;
  readonly product: Product;
  readonly places: Places;
  /** What is sent and heard, and what is written and read. */
  readonly packets: Tally;
  readonly messages: Tally;
  /** Told of what should not have gone wrong. */
  readonly trouble: (error: unknown) => void;
}
