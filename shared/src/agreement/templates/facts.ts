import type { Language } from '../../session/people.ts';
import type { SideKind } from '../../session/people.ts';

/** A side, and those of its parties whom whoever begins the document may see. */
export interface PartyFacts {
  readonly kind: SideKind;
  readonly name: string;
  readonly people: readonly string[];
}

/** All that a template is filled from. What is not in here is a gap. */
export interface Facts {
  readonly title: string;
  readonly organisation: string;
  readonly parties: readonly PartyFacts[];
  readonly mediators: readonly string[];
  readonly languages: readonly Language[];
  readonly prevailing: Language;
}
