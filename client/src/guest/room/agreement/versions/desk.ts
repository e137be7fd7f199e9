import type { Desk } from '../desk.ts';

/** What of a document's desk its versions need. */
export type VersionsDesk = Pick<Desk, 'kind' | 'view' | 'book' | 'document' | 'actions'>;
