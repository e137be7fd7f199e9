import { describe, expect, test } from 'vitest';
import { MessageId, type RoomId } from '../ids.ts';
import { can, isWithin, readable } from '../policy/index.ts';
import { arrivalOf, applicant, created, participant } from '../session/testing.ts';
import { Booths } from './testing.ts';

const session = { to: 'session' } as const;
let written = 0;

/** Writes to their partners; answers why not, or null. */
function write(scenario: Booths, name: string, room: RoomId, text = 'ready?') {
  written += 1;
  return scenario.as(name, { type: 'booth.say', id: MessageId.parse(`whisper-${written}`), room, text });
}

/** Who may read the line that was written last, of everyone in the session. */
function readers(scenario: Booths): string[] {
  const last = scenario.events.at(-1);
  if (last?.type !== 'booth.said') throw new Error('nothing was written');
  return [...scenario.state.people.keys()]
    .filter((id) => can(scenario.state, id, 'booth.read', last.message).kind === 'allow')
    .sort();
}

/** What of the booth of a room somebody may read, by the numbers of its events. */
const history = (scenario: Booths, name: string, room: RoomId): string[] => {
  const spans = readable(scenario.state, participant(name), room);
  return scenario.events.flatMap((event, index) =>
    event.type === 'booth.said' &&
    isWithin(spans, index + 1, { kind: 'said' }) &&
    can(scenario.state, participant(name), 'booth.read', event.message).kind === 'allow'
      ? [event.message.text]
      : [],
  );
};

const everyone = () =>
  new Booths().seat('party', 'respondent', 'observer', 'interpreter', 'partner', 'ours', 'theirs');

describe('what interpreters write to each other', () => {
  test('[BOOTH-1] an interpreter writes in the room they stand in, and nobody else does', () => {
    const scenario = everyone();
    const apart = scenario.caucus('apart', 'party', 'ours');
    expect(write(scenario, 'interpreter', created.plenary)).toBeNull();
    expect(write(scenario, 'ours', apart)).toBeNull();
    expect(write(scenario, 'interpreter', apart)).toBe('room.not-in');
    for (const name of ['mediator', 'party', 'observer']) {
      expect(write(scenario, name, created.plenary)).toBe('role.not-allowed');
    }
    expect(write(new Booths(), 'interpreter', created.plenary)).toBe('room.not-in');
  });

  test('[BOOTH-2] it is read by partners in that room and its writer: no mediator, no party, nobody of another side', () => {
    const scenario = everyone();
    write(scenario, 'interpreter', created.plenary);
    expect(readers(scenario)).toEqual(['interpreter', 'ours', 'partner', 'theirs'].map(participant).sort());
    write(scenario, 'ours', created.plenary);
    expect(readers(scenario)).toEqual(['interpreter', 'ours', 'partner'].map(participant).sort());
    const apart = scenario.caucus('apart', 'party', 'ours', 'partner');
    write(scenario, 'partner', apart);
    expect(readers(scenario)).toEqual(['ours', 'partner'].map(participant).sort());
  });

  test('[BOOTH-2] it is for partners by the languages its writer had then, not by those they are given later', () => {
    const scenario = everyone();
    write(scenario, 'interpreter', created.plenary);
    scenario.assign('interpreter', { languages: ['en', 'fr'], bound: session });
    scenario.assign('partner', { languages: ['en', 'fr'], bound: session });
    expect(history(scenario, 'ours', created.plenary)).toEqual(['ready?']);
    expect(history(scenario, 'partner', created.plenary)).toEqual([]);
    expect(history(scenario, 'interpreter', created.plenary)).toEqual(['ready?']);
  });

  test('[BOOTH-3] whoever comes later reads what they would read of the room’s chat', () => {
    const scenario = new Booths().seat('party', 'respondent', 'interpreter', 'ours');
    write(scenario, 'interpreter', created.plenary, 'in the joint session');
    scenario.seat('partner');
    expect(history(scenario, 'partner', created.plenary)).toEqual(['in the joint session']);
    const apart = scenario.caucus('apart', 'party', 'interpreter');
    write(scenario, 'interpreter', apart, 'before');
    scenario.bring(apart, 'partner');
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('partner') }, { kind: 'server' });
    scenario.settle();
    write(scenario, 'interpreter', apart, 'with them');
    expect(history(scenario, 'partner', apart)).toEqual(['with them']);
    expect(history(scenario, 'partner', created.plenary)).toEqual([]);
    scenario.bring(arrivalOf(applicant), 'partner');
    expect(history(scenario, 'partner', apart)).toEqual([]);
  });
});
