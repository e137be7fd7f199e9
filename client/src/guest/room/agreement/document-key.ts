import type { DocumentKind } from '@parley/shared/agreement';
import type { MyPlace } from '@parley/shared/policy';

/**
 * Tells one document on the screen from another. A draft is of one stay: nothing may be seen of the way from room to
 * room, and then a dialog about the one, with its words in it, would be left standing over the next.
 */
export const documentKey = (kind: DocumentKind, place: MyPlace): string =>
  kind === 'draft' && place.kind === 'room' ? `${kind} ${place.epoch}` : kind;
