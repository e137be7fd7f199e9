import type { ClauseId } from '@parley/shared/ids';

/** Of a clause's card in the page. */
export const cardId = (clause: ClauseId): string => `clause-${clause}`;
