import type { ClauseHistory } from '@parley/shared/agreement';
import type { SideId } from '@parley/shared/ids';

type Deed = ClauseHistory['deeds'][number];
type Past = ClauseHistory['proposals'][number];
type Ended = Extract<Past['outcome'], { kind: 'refused' | 'withdrawn' | 'lapsed' }>;

/** One line of what became of a clause. */
export type Entry =
  | { readonly kind: 'deed'; readonly at: number; readonly deed: Deed }
  | { readonly kind: 'made'; readonly at: number; readonly proposal: Past }
  | { readonly kind: 'ended'; readonly at: number; readonly outcome: Ended; readonly side: SideId | null };

/** What was decided and what was proposed as one story, the newest first. */
export function entriesOf({ deeds, proposals }: ClauseHistory): readonly Entry[] {
  const entries: Entry[] = [
    ...deeds.map((deed): Entry => ({ kind: 'deed', at: deed.at, deed })),
    ...proposals.flatMap((proposal): Entry[] => {
      const { at, outcome, side } = proposal;
      const made: Entry = { kind: 'made', at, proposal };
      switch (outcome.kind) {
        case 'refused':
        case 'withdrawn':
        case 'lapsed':
          return [made, { kind: 'ended', at: outcome.at, outcome, side }];
        // That it was accepted is a deed, and a counter is a proposal; what is void went with its clause.
        case 'accepted':
        case 'countered':
        case 'open':
        case 'void':
          return [made];
      }
    }),
  ];
  // What happened in the same moment stays in the order in which it is told: a counter comes after what it answers.
  return entries
    .map((entry, index) => ({ entry, index }))
    .toSorted((one, other) => other.entry.at - one.entry.at || other.index - one.index)
    .map(({ entry }) => entry);
}
