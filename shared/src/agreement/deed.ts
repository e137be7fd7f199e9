import { z } from 'zod';
import type { ProposalId, SideId } from '../ids.ts';

/** How much of a clause's past is kept at hand. */
export const MAX_DEEDS = 100;

export const DeedKind = z.enum([
  'proposed',
  'agreed',
  'objected',
  'reopened',
  'locked',
  'excused',
  'asked',
  'came',
  'aligned',
  'changed',
  'restored',
]);
export type DeedKind = z.infer<typeof DeedKind>;

/** Something that was decided about a clause; the words of it are in the proposals and in the versions. */
export interface Deed {
  readonly kind: DeedKind;
  /** The side that did it, or that was excused, or is asked again; null is the mediators, or somebody of no side. */
  readonly side: SideId | null;
  readonly at: number;
  /** Of an objection. */
  readonly reason: string;
  /** The proposal whose words it took. */
  readonly proposal: ProposalId | null;
}
