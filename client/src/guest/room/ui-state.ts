import type { PersonView, RoomCard } from '@parley/shared/policy';
import type { Petition } from '@parley/shared/session';

/** What stands beside the stage. */
export type Panel = 'chat' | 'people' | 'board' | 'notes' | 'booth' | 'terms';

/** What stands over the room; one at a time. */
export type RoomDialog =
  | { readonly kind: 'wish'; readonly wish: Petition }
  | {
      readonly kind:
        | 'leave'
        | 'adjourn'
        | 'devices'
        | 'settings'
        | 'notices'
        | 'rules'
        | 'past-notes'
        | 'listening'
        | 'captions'
        | 'transcript';
    }
  | { readonly kind: 'manner'; readonly card: RoomCard }
  | { readonly kind: 'refuse' | 'remove' | 'decline'; readonly person: PersonView };
