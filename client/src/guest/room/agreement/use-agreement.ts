import type { DocumentKind } from '@parley/shared/agreement';
import { useState } from 'react';

/** How the agreement stands on this page. */
export interface AgreementPlace {
  readonly open: boolean;
  /** Over the pictures, rather than beside them. */
  readonly full: boolean;
  readonly kind: DocumentKind;
}

export interface AgreementControl extends AgreementPlace {
  readonly toggle: () => void;
  readonly close: () => void;
  readonly setFull: (full: boolean) => void;
  readonly setKind: (kind: DocumentKind) => void;
}

/** `pressed`: it has just been opened, or closed. */
export function useAgreement(pressed: (open: boolean) => void): AgreementControl {
  const [place, setPlace] = useState<AgreementPlace>({ open: false, full: false, kind: 'agreement' });
  const show = (open: boolean): void => {
    pressed(open);
    setPlace((now) => ({ ...now, open }));
  };
  return {
    ...place,
    toggle: () => show(!place.open),
    close: () => show(false),
    setFull: (full) => setPlace((now) => ({ ...now, full })),
    setKind: (kind) => setPlace((now) => ({ ...now, kind })),
  };
}
