import { describe, expect, test } from 'vitest';
import { MessageId, type RoomId } from '../ids.ts';
import {
  applicant,
  arrivalOf,
  by,
  participant,
  respondent,
  room,
  Scenario,
  server,
} from '../session/testing.ts';
import { readable } from './history.ts';
import { isWithin } from './stays.ts';

const plenary = room('plenary');
let made = 0;
const say = (scenario: Scenario, name: string, where: RoomId, text: string) => {
  made += 1;
  const id = MessageId.parse(`message-${made}`);
  expect(scenario.do({ type: 'chat.say', id, room: where, text }, by(name))).toBeNull();
};
/** What of a room's chat somebody may read, found in the log by the numbers of its events. */
const read = (scenario: Scenario, name: string, where: RoomId): string[] => {
  const spans = readable(scenario.state, participant(name), where);
  return scenario.events.flatMap((event, index) => {
    const seq = index + 1;
    return event.type === 'chat.said' && event.message.room === where && isWithin(spans, seq, event.message)
      ? [event.message.text]
      : [];
  });
};
const go = (scenario: Scenario, where: RoomId, ...names: string[]) => {
  scenario.bring(where, ...names);
  for (const name of names) {
    scenario.later(3_000).do({ type: 'entry.due', participant: participant(name) }, { kind: 'server' });
  }
  scenario.settle();
};

describe('what of a room may be read', () => {
  test('[HIST-2] of a private room, what was said while one was there, and nothing before or between', () => {
    const scenario = new Scenario().arrive('party', 'counsel');
    const caucus = scenario.caucus('apart', 'counsel');
    say(scenario, 'counsel', caucus, 'before');
    go(scenario, caucus, 'party');
    say(scenario, 'counsel', caucus, 'with them');
    go(scenario, arrivalOf(applicant), 'party');
    say(scenario, 'counsel', caucus, 'behind their back');
    expect(read(scenario, 'party', caucus)).toEqual([]);
    go(scenario, caucus, 'party');
    say(scenario, 'party', caucus, 'again');
    expect(read(scenario, 'party', caucus)).toEqual(['with them', 'again']);
    expect(read(scenario, 'counsel', caucus)).toEqual(['before', 'with them', 'behind their back', 'again']);
  });

  test('[HIST-2] on the way out nothing is read any more, and what is said then is not read later', () => {
    const scenario = new Scenario().arrive('party', 'counsel');
    const caucus = scenario.caucus('apart', 'counsel', 'party');
    scenario.bring(arrivalOf(applicant), 'party');
    say(scenario, 'counsel', caucus, 'just gone');
    expect(read(scenario, 'party', caucus)).toEqual([]);
    go(scenario, caucus, 'party');
    expect(read(scenario, 'party', caucus)).toEqual([]);
  });

  const tell = (scenario: Scenario, kind: 'sent' | 'announced', text: string, ...rooms: RoomId[]) => {
    made += 1;
    const told = rooms.map((each, n) => ({ room: each, id: MessageId.parse(`told-${made}-${n}`) }));
    expect(scenario.do({ type: 'room.tell', kind, text, rooms: told }, by('mediator'))).toBeNull();
  };
  const send = (scenario: Scenario, to: RoomId) =>
    scenario.do(
      { type: 'people.move', participants: [participant('party')], to, mixing: [] },
      by('mediator'),
    );

  test('[TELL-3] on the way into a room one misses nothing that was told to it, and nothing said in it is read', () => {
    const scenario = new Scenario().arrive('second', 'party', 'counsel', 'respondent');
    const [a, b] = [scenario.caucus('a', 'party'), scenario.caucus('b', 'second')];
    const everywhere = [plenary, a, b, arrivalOf(applicant)];
    tell(scenario, 'announced', 'too early', ...everywhere);
    tell(scenario, 'sent', 'before they were sent there', b);
    scenario.do(
      { type: 'house-rules.set', rules: { entry: 'announce', absence: 'not-here' } },
      by('mediator'),
    );
    send(scenario, b);
    scenario.later(3_000).do({ type: 'entry.due', participant: participant('party') }, server);
    tell(scenario, 'announced', 'lunch at one', ...everywhere);
    tell(scenario, 'sent', 'ten minutes', b);
    tell(scenario, 'sent', 'for the others', a);
    say(scenario, 'second', b, 'behind their back');
    expect(read(scenario, 'party', b)).toEqual([]);
    scenario.settle();
    say(scenario, 'party', b, 'here');
    expect(read(scenario, 'party', b)).toEqual(['lunch at one', 'ten minutes', 'here']);
    go(scenario, arrivalOf(applicant), 'party');
    go(scenario, b, 'party');
    expect(read(scenario, 'party', b)).toEqual(['lunch at one', 'ten minutes', 'here']);
  });

  test('[TELL-3] sent elsewhere on the way, one keeps what was announced, and reads nothing sent there before', () => {
    const scenario = new Scenario().arrive('party', 'counsel', 'respondent');
    const [a, b] = [scenario.caucus('a', 'counsel'), scenario.caucus('b', 'respondent')];
    go(scenario, arrivalOf(respondent), 'respondent');
    go(scenario, arrivalOf(applicant), 'counsel');
    send(scenario, a);
    tell(scenario, 'announced', 'lunch at one', a, b);
    tell(scenario, 'sent', 'to whoever was there', b);
    send(scenario, b);
    tell(scenario, 'sent', 'to them', b);
    scenario.settle();
    expect(read(scenario, 'party', b)).toEqual(['lunch at one', 'to them']);
    expect(read(scenario, 'party', a)).toEqual([]);
  });

  test('[HIST-3] of the joint session everything, also by whoever comes late', () => {
    const scenario = new Scenario().seat('respondent', 'counsel');
    say(scenario, 'respondent', plenary, 'good morning');
    scenario.caucus('apart', 'respondent');
    say(scenario, 'counsel', plenary, 'still here');
    scenario.arrive('party');
    expect(read(scenario, 'party', plenary)).toEqual(['good morning', 'still here']);
    go(scenario, plenary, 'respondent');
    expect(read(scenario, 'respondent', plenary)).toEqual(['good morning', 'still here']);
  });

  test('[HIST-4] what the mediators write in the plenary while no side is there, no side reads', () => {
    const scenario = new Scenario().arrive('second', 'party', 'respondent', 'interpreter');
    say(scenario, 'mediator', plenary, 'they would take fifty');
    scenario.gather();
    say(scenario, 'mediator', plenary, 'welcome');
    scenario.do({ type: 'joint.close' }, by('mediator'));
    scenario.settle();
    say(scenario, 'second', plenary, 'they will not');
    scenario.gather();
    for (const name of ['party', 'respondent']) expect(read(scenario, name, plenary)).toEqual(['welcome']);
    for (const name of ['mediator', 'second', 'interpreter']) {
      expect(read(scenario, name, plenary)).toEqual(['they would take fifty', 'welcome', 'they will not']);
    }
  });

  test('[HIST-5] nobody reads a room they do not stand in, whoever they are', () => {
    const scenario = new Scenario().seat('party', 'respondent', 'observer', 'recorder');
    const caucus = scenario.caucus('apart', 'party');
    say(scenario, 'party', caucus, 'between us');
    say(scenario, 'respondent', plenary, 'to all');
    for (const name of ['mediator', 'respondent', 'observer', 'recorder', 'stranger']) {
      expect(readable(scenario.state, participant(name), caucus)).toEqual([]);
    }
    expect(readable(scenario.state, participant('party'), plenary)).toEqual([]);
  });
});
