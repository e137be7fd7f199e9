import type { PersonView } from '@parley/shared/policy';
import type { WishKind } from '@parley/shared/session';

/** What stands beside the stage. */
export type Panel = 'chat' | 'people';

/** What stands over the room; one at a time. */
export type RoomDialog =
  | { readonly kind: 'wish'; readonly wish: WishKind }
  | { readonly kind: 'leave' | 'adjourn' | 'devices' | 'settings' | 'notices' }
  | { readonly kind: 'refuse' | 'remove'; readonly person: PersonView };
