import type { ClauseHistory } from '@parley/shared/agreement';
import { ClauseId, ProposalId, SideId } from '@parley/shared/ids';
import { expect, test } from 'vitest';
import { entriesOf } from './entries.ts';

const [first, second] = [ProposalId.parse('proposal-1'), ProposalId.parse('proposal-2')];
const [ours, theirs] = [SideId.parse('side-ours'), SideId.parse('side-theirs')];
type Past = ClauseHistory['proposals'][number];
const past = (id: ProposalId, at: number, outcome: Past['outcome'], over: Partial<Past> = {}): Past => ({
  id,
  side: ours,
  change: { kind: 'remove', clause: ClauseId.parse('clause-1') },
  base: {},
  note: '',
  at,
  counters: null,
  acceptedBy: [],
  outcome,
  ...over,
});
const told = (history: ClauseHistory): string[] =>
  entriesOf(history).map((entry) => {
    switch (entry.kind) {
      case 'deed':
        return `${entry.at} ${entry.deed.kind}`;
      case 'made':
        return `${entry.at} made ${entry.proposal.id}`;
      case 'ended':
        return `${entry.at} ${entry.outcome.kind}`;
    }
  });

test('[PRO-9] what was decided and proposed is one story, the newest first, and each thing told once', () => {
  const changed = { kind: 'changed', side: theirs, at: 9, reason: '', proposal: second } as const;
  const proposed = { kind: 'proposed', side: null, at: 1, reason: '', proposal: null } as const;
  expect(
    told({
      deeds: [proposed, changed],
      proposals: [
        past(first, 3, { kind: 'countered', by: second, at: 5 }),
        past(second, 5, { kind: 'accepted', at: 9 }, { side: theirs, counters: first }),
      ],
    }),
  ).toEqual(['9 changed', '5 made proposal-2', '3 made proposal-1', '1 proposed']);
  expect(
    told({
      deeds: [],
      proposals: [
        past(first, 3, { kind: 'refused', side: theirs, reason: '', at: 4 }),
        past(second, 4, { kind: 'withdrawn', at: 6 }),
      ],
    }),
  ).toEqual(['6 withdrawn', '4 made proposal-2', '4 refused', '3 made proposal-1']);
  const lapsed = { kind: 'lapsed', without: theirs, why: 'locked', at: 8 } as const;
  expect(told({ deeds: [], proposals: [past(first, 3, lapsed)] })).toEqual(['8 lapsed', '3 made proposal-1']);
});
