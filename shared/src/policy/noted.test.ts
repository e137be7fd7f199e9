import { expect, test } from 'vitest';
import type { ErrorCode } from '../errors/index.ts';
import type { RoomId } from '../ids.ts';
import { applicant, arrivalOf, by, participant, Scenario } from '../session/testing.ts';
import { can } from './can.ts';
import { notedRoom } from './noted.ts';

const home = arrivalOf(applicant);

/** Where a note of this epoch goes, or why it goes nowhere. */
function goesTo({ state }: Scenario, epoch: number): RoomId | ErrorCode {
  const verdict = can(state, participant('party'), 'note.write', { epoch });
  if (verdict.kind === 'deny') return verdict.code;
  const party = state.people.get(participant('party'));
  return (party && notedRoom(party, epoch)) ?? 'server.failed';
}

test('[NOTE-4] a note goes to the room one is in or left last, wherever one has gone since', () => {
  const scenario = new Scenario().arrive('party');
  expect(goesTo(scenario, 1)).toBe(home);
  const caucus = scenario.caucus('caucus', 'party');
  expect([goesTo(scenario, 1), goesTo(scenario, 2)]).toEqual([home, caucus]);
  scenario.do({ type: 'caucus.close', room: caucus }, by('mediator'));
  expect(scenario.state.rooms.has(caucus)).toBe(false);
  expect(goesTo(scenario, 2)).toBe(caucus);
  scenario.settle();
  expect([goesTo(scenario, 2), goesTo(scenario, 3)]).toEqual([caucus, home]);
  scenario.do({ type: 'session.leave' }, by('party'));
  expect([goesTo(scenario, 2), goesTo(scenario, 3)]).toEqual([caucus, home]);
});

test('[NOTE-5] once back in the same room, what was written before one left it comes too late', () => {
  const scenario = new Scenario().arrive('party');
  scenario.do({ type: 'session.leave' }, by('party'));
  expect(goesTo(scenario, 1)).toBe(home);
  scenario.arrive('party');
  expect([goesTo(scenario, 1), goesTo(scenario, 2)]).toEqual(['epoch.stale', home]);
});

test('[NOTE-5] of an earlier stay, of one to come, and on the way nothing is stored', () => {
  const scenario = new Scenario().arrive('party');
  scenario.caucus('one', 'party');
  scenario.caucus('two', 'party');
  expect([goesTo(scenario, 1), goesTo(scenario, 4)]).toEqual(['epoch.stale', 'epoch.stale']);
  scenario.bring(home, 'party');
  expect(goesTo(scenario, 4)).toBe('epoch.stale');
});

test('[NOTE-5] nor of whoever was removed', () => {
  const scenario = new Scenario().arrive('party');
  const removal = { type: 'participant.remove', participant: participant('party'), reason: '' } as const;
  scenario.do(removal, by('mediator'));
  expect(goesTo(scenario, 1)).toBe('participant.removed');
});
