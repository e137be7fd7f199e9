import { refuse } from '@parley/shared/errors';
import type { Documents } from '../documents.ts';

/** For tests that write in none: every document is unknown. */
export const noDocuments: Documents = {
  of: () => ({
    open: async () => refuse('document.unknown'),
    withTexts: async () => refuse('document.unknown'),
    writers: async () => refuse('document.unknown'),
    onWritten: () => undefined,
    cutOff: () => undefined,
    close: async () => undefined,
  }),
};
