import type { DocumentKind, Pen } from '@parley/shared/agreement';

/** Who writes a new clause until somebody says otherwise. */
export const newPen = (kind: DocumentKind): Pen => ({ kind: kind === 'agreement' ? 'mediator' : 'everyone' });
