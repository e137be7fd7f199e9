import { describe, expect, test } from 'vitest';
import { audience } from '../policy/index.ts';
import { create, evolve } from '../session/evolve.ts';
import { dueIn } from '../session/due.ts';
import { participant, room, server } from '../session/testing.ts';
import { Booths, into, withBooths } from './testing.ts';
import { Manner } from './turns.ts';

const ids = (...names: readonly string[]) => names.map(participant).sort();
const consecutive = { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 } as const;
const simultaneous = { kind: 'simultaneous' } as const;

/** The plenary in turn, with everyone's microphone open. */
function inTurn(): Booths {
  const scenario = new Booths().seat('party', 'respondent', 'interpreter', 'partner', 'observer').speakAll();
  expect(
    scenario.as('mediator', { type: 'manner.set', room: scenario.state.plenary, manner: consecutive }),
  ).toBeNull();
  return scenario;
}
const take = (scenario: Booths, name: string) =>
  scenario.as(name, { type: 'floor.take', epoch: scenario.epochOf(name) });
const pass = (scenario: Booths, name: string, to: string | null) =>
  scenario.as(name, {
    type: 'floor.pass',
    to: to === null ? null : participant(to),
    epoch: scenario.epochOf(name),
  });
const override = (scenario: Booths, name: string, to: string | null) =>
  scenario.as(name, {
    type: 'floor.override',
    to: to === null ? null : participant(to),
    epoch: scenario.epochOf(name),
  });
const ask = (scenario: Booths, name: string, whom: string) =>
  scenario.as(name, { type: 'pace.ask', participant: participant(whom), epoch: scenario.epochOf(name) });

/** Whose open microphone the SFU lets through. */
function audible({ state }: Booths) {
  const { paused } = audience(state);
  return [...state.producers.values()]
    .filter(({ id, source }) => source === 'microphone' && !paused.includes(id))
    .map(({ owner }) => owner)
    .sort();
}
const turnsOf = (scenario: Booths, name: string) => scenario.viewOf(name).interpretation?.turns;
const floorOf = (scenario: Booths, name: string) => turnsOf(scenario, name)?.floor;

describe('speaking in turn', () => {
  test('[INT-23] is set for a room by who conducts, and for no other room', () => {
    const scenario = inTurn();
    const apart = scenario.caucus('apart', 'party', 'interpreter');
    expect(turnsOf(scenario, 'respondent')).toMatchObject({ limitSeconds: 60, floor: null });
    expect(turnsOf(scenario, 'party')).toBeNull();
    const wish = { type: 'manner.set', room: apart, manner: consecutive } as const;
    expect(scenario.as('party', wish)).toBe('role.not-allowed');
    expect(scenario.as('mediator', { ...wish, room: room('nowhere') })).toBe('room.unknown');
    const before = JSON.stringify(scenario.viewOf('respondent'));
    expect(scenario.as('mediator', wish)).toBeNull();
    expect(JSON.stringify(scenario.viewOf('respondent'))).toBe(before);
    expect(scenario.viewOf('mediator').board?.inTurn).toHaveLength(2);
    scenario.as('mediator', { type: 'caucus.close', room: apart });
    expect(scenario.state.turns.size).toBe(1);
  });

  test('[INT-23] set again as it is, it is not written down again', () => {
    const scenario = inTurn();
    const before = scenario.events.length;
    const room = scenario.state.plenary;
    scenario.as('mediator', { type: 'manner.set', room, manner: consecutive });
    expect(scenario.events).toHaveLength(before);
    scenario.as('mediator', { type: 'manner.set', room, manner: { ...consecutive, limitSeconds: 90 } });
    scenario.as('mediator', { type: 'manner.set', room, manner: simultaneous });
    scenario.as('mediator', { type: 'manner.set', room, manner: simultaneous });
    expect(scenario.events).toHaveLength(before + 2);
  });

  test('[INT-24] lets through whoever has the floor, then the interpreters, and always who conducts', () => {
    const scenario = inTurn();
    expect(audible(scenario)).toEqual(ids('mediator'));
    expect(take(scenario, 'party')).toBeNull();
    expect(audible(scenario)).toEqual(ids('mediator', 'party'));
    expect(pass(scenario, 'party', null)).toBeNull();
    expect(floorOf(scenario, 'respondent')).toMatchObject({
      holder: participant('party'),
      phase: 'interpreting',
    });
    expect(audible(scenario)).toEqual(ids('mediator', 'interpreter', 'partner'));
    expect(pass(scenario, 'interpreter', 'respondent')).toBeNull();
    expect(audible(scenario)).toEqual(ids('mediator', 'respondent'));
    expect(pass(scenario, 'respondent', 'party')).toBeNull();
    expect(audible(scenario)).toEqual(ids('mediator', 'party'));
    expect(turnsOf(scenario, 'respondent')).toMatchObject({ hushed: true, mayTake: false, mayPass: false });
    expect(turnsOf(scenario, 'party')).toMatchObject({ hushed: false, mayTake: false, mayPass: true });
  });

  test('[INT-24] leaves a closed microphone closed, whoever has the floor', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    scenario.as('party', { type: 'microphone.set', open: false });
    expect(audible(scenario)).toEqual(ids('mediator'));
  });

  test('[INT-24] lets partners speak in the booth, where the room does not hear them', () => {
    const scenario = inTurn();
    scenario.direct('partner', { to: 'booth' });
    expect(audible(scenario)).toEqual(ids('mediator', 'partner'));
    expect(scenario.hearersOf('partner')).toEqual(ids('interpreter'));
    take(scenario, 'party');
    pass(scenario, 'party', null);
    expect(audible(scenario)).toEqual(ids('mediator', 'interpreter', 'partner'));
  });

  test('[INT-25] the floor is taken when it is nobody’s, and passed on by whose it is', () => {
    const scenario = inTurn();
    expect(take(scenario, 'observer')).toBe('role.not-allowed');
    expect(pass(scenario, 'party', null)).toBe('floor.not-yours');
    take(scenario, 'party');
    expect(take(scenario, 'respondent')).toBe('floor.taken');
    expect(pass(scenario, 'respondent', null)).toBe('floor.not-yours');
    expect(pass(scenario, 'interpreter', null)).toBe('floor.not-yours');
    expect(pass(scenario, 'party', 'observer')).toBe('participant.not-in-room');
    pass(scenario, 'party', null);
    expect(pass(scenario, 'party', null)).toBe('floor.not-yours');
    expect(scenario.as('party', { type: 'floor.take', epoch: 9 })).toBe('epoch.stale');
    expect(pass(scenario, 'interpreter', null)).toBeNull();
    expect(floorOf(scenario, 'party')).toBeNull();
    expect(take(inTurn().seat('counsel'), 'counsel')).toBeNull();
  });

  test('[INT-25] without an interpreter at hand it is free after whoever spoke', () => {
    const scenario = inTurn();
    scenario.direct('interpreter', { to: 'booth' });
    expect(turnsOf(scenario, 'party')).toMatchObject({ interpreted: true });
    scenario.drop('partner');
    expect(turnsOf(scenario, 'party')).toMatchObject({ interpreted: false });
    take(scenario, 'party');
    expect(pass(scenario, 'party', null)).toBeNull();
    expect(floorOf(scenario, 'party')).toBeNull();
  });

  test('[INT-25] an interpreter who works for another room is not at hand', () => {
    const scenario = inTurn();
    const elsewhere = scenario.caucus('elsewhere', 'respondent');
    const bound = { to: 'room', room: elsewhere } as const;
    for (const name of ['interpreter', 'partner']) scenario.assign(name, { languages: ['zh', 'en'], bound });
    take(scenario, 'party');
    expect(pass(scenario, 'party', null)).toBeNull();
    expect(floorOf(scenario, 'party')).toBeNull();
  });

  test('[INT-25] nobody who has not spoken ends the interpreters’ turn, nor one who works elsewhere', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    pass(scenario, 'party', null);
    const elsewhere = scenario.caucus('elsewhere', 'partner');
    const bound = { to: 'room', room: elsewhere } as const;
    scenario.assign('interpreter', { languages: ['zh', 'en'], bound });
    expect(pass(scenario, 'respondent', null)).toBe('floor.not-yours');
    expect(pass(scenario, 'interpreter', null)).toBe('floor.not-yours');
    expect(turnsOf(scenario, 'interpreter')?.hushed).toBe(true);
  });

  test('[INT-25] whoever spoke ends the interpreters’ turn when no interpreter is left', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    pass(scenario, 'party', null);
    scenario.caucus('away', 'interpreter', 'partner');
    expect(pass(scenario, 'party', null)).toBeNull();
    expect(floorOf(scenario, 'party')).toBeNull();
  });

  test('[INT-26] who conducts in the room gives it to anybody there, or takes it', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    expect(override(scenario, 'respondent', 'respondent')).toBe('role.not-allowed');
    expect(override(scenario, 'mediator', 'respondent')).toBeNull();
    expect(audible(scenario)).toEqual(ids('mediator', 'respondent'));
    expect(override(scenario, 'mediator', null)).toBeNull();
    expect(audible(scenario)).toEqual(ids('mediator'));
    scenario.caucus('apart', 'party');
    expect(override(scenario, 'mediator', 'party')).toBe('participant.not-in-room');
  });

  const due = (scenario: Booths) =>
    dueIn(scenario.state).filter(({ command }) => command.type === 'floor.due');
  /** What the server does when a turn is due; answers whether anything came of it. */
  const ring = (scenario: Booths): boolean => {
    const before = scenario.events.length;
    scenario.do({ type: 'floor.due', room: scenario.state.plenary }, server);
    return scenario.events.length > before;
  };

  test('[INT-48] waits for a lost line as long as who conducts has set, then the interpreters render what was said', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    expect(due(scenario)).toEqual([]);
    scenario.drop('party');
    const [lost] = scenario.events.slice(-1);
    const since = lost?.type === 'participant.lost' ? lost.at : 0;
    expect(due(scenario)).toMatchObject([
      { at: since + 10_000, command: { type: 'floor.due', room: scenario.state.plenary } },
    ]);
    expect(ring(scenario.later(9_000))).toBe(false);
    expect(ring(scenario.later(1_000))).toBe(true);
    expect(scenario.events.at(-1)).toMatchObject({ type: 'floor.given', by: null });
    for (const who of ['mediator', 'respondent', 'interpreter', 'observer'])
      expect(turnsOf(scenario, who)).toMatchObject({
        floor: { holder: participant('party'), phase: 'interpreting' },
        lapsed: participant('party'),
      });
    expect(audible(scenario)).toEqual(ids('mediator', 'interpreter', 'partner'));
    expect(due(scenario)).toEqual([]);
    expect(pass(scenario, 'interpreter', 'respondent')).toBeNull();
    expect(turnsOf(scenario, 'party')).toMatchObject({
      floor: { holder: participant('respondent') },
      lapsed: null,
    });
  });

  test('[INT-48] where nobody renders it the turn is anybody’s, and everyone in the room is told whose went on', () => {
    const scenario = inTurn();
    for (const name of ['interpreter', 'partner']) scenario.direct(name, { to: 'booth' });
    take(scenario, 'party');
    scenario.drop('party');
    ring(scenario.later(10_000));
    expect(turnsOf(scenario, 'respondent')).toMatchObject({
      floor: null,
      lapsed: participant('party'),
      mayTake: true,
    });
    expect(take(scenario, 'respondent')).toBeNull();
    expect(turnsOf(scenario, 'mediator')?.lapsed).toBeNull();
  });

  test('[INT-48] whose line is back in time goes on', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    scenario.drop('party');
    scenario.later(9_000).connect('party');
    expect(due(scenario)).toEqual([]);
    expect(ring(scenario.later(60_000))).toBe(false);
    expect(floorOf(scenario, 'respondent')).toMatchObject({
      holder: participant('party'),
      phase: 'speaking',
    });
  });

  test('[INT-48] [INT-23] how long is set with the turns of the room', () => {
    const scenario = inTurn();
    const room = scenario.state.plenary;
    take(scenario, 'party');
    scenario.drop('party');
    const wish = { type: 'manner.set', room, manner: { ...consecutive, awaySeconds: 60 } } as const;
    expect(scenario.as('party', wish)).toBe('role.not-allowed');
    expect(scenario.as('mediator', wish)).toBeNull();
    expect(ring(scenario.later(30_000))).toBe(false);
    expect(ring(scenario.later(30_000))).toBe(true);
    expect(scenario.viewOf('mediator').board?.inTurn).toEqual([{ room, limitSeconds: 60, awaySeconds: 60 }]);
  });

  test('[INT-48] what is rendered goes on though who said it is given up; it ends once nobody is left to render it', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    pass(scenario, 'party', null);
    scenario.drop('party');
    scenario.do({ type: 'line.expired', participant: participant('party') }, server);
    expect(due(scenario)).toEqual([]);
    expect(pass(scenario, 'partner', null)).toBeNull();
    scenario.connect('party');
    take(scenario, 'party');
    pass(scenario, 'party', null);
    for (const name of ['party', 'interpreter', 'partner']) scenario.drop(name);
    expect(ring(scenario.later(9_000))).toBe(false);
    expect(ring(scenario.later(2_000))).toBe(true);
    expect(floorOf(scenario, 'respondent')).toBeNull();
  });

  test('[INT-48] is not left with whoever is given up before it is due', () => {
    const scenario = inTurn();
    scenario.drop('respondent');
    scenario.do({ type: 'line.expired', participant: participant('respondent') }, server);
    // Given to somebody who is away it waits for them.
    override(scenario, 'mediator', 'respondent');
    expect(ring(scenario.later(9_000))).toBe(false);
    expect(ring(scenario.later(1_000))).toBe(true);
    expect(floorOf(scenario, 'party')).toMatchObject({
      holder: participant('respondent'),
      phase: 'interpreting',
    });
  });

  test('[INT-48] nothing is told of whose turn it was once they are in the room no more', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    scenario.drop('party');
    ring(scenario.later(10_000));
    scenario.caucus('apart', 'party');
    expect(turnsOf(scenario, 'respondent')).toMatchObject({ floor: null, lapsed: null });
  });

  test('[INT-48] a log of before waits as long as is usual', () => {
    const manner = { kind: 'consecutive', limitSeconds: 60 } as const;
    expect(Manner.parse(manner)).toEqual({ ...manner, awaySeconds: 10 });
    expect(Manner.safeParse({ ...manner, awaySeconds: 4 }).success).toBe(false);
    expect(Manner.safeParse({ ...manner, awaySeconds: 121 }).success).toBe(false);
  });

  const ways: readonly (readonly [string, (scenario: Booths) => unknown])[] = [
    ['leaves', (scenario) => scenario.as('party', { type: 'session.leave' })],
    ['moves', (scenario) => scenario.caucus('apart', 'party')],
  ];
  test('[INT-42] each turn stands in the log: whose, spoken or rendered, by whom it was given and since when', () => {
    const scenario = inTurn();
    const plenary = scenario.state.plenary;
    take(scenario, 'party');
    pass(scenario, 'party', null);
    pass(scenario, 'interpreter', 'respondent');
    override(scenario, 'mediator', null);
    const marked = scenario.events.filter((event) => event.type === 'floor.given');
    const [party, respondent] = ids('party', 'respondent');
    expect(marked).toMatchObject([
      { room: plenary, by: party, floor: { holder: party, phase: 'speaking' } },
      { room: plenary, by: party, floor: { holder: party, phase: 'interpreting' } },
      { room: plenary, by: participant('interpreter'), floor: { holder: respondent, phase: 'speaking' } },
      { room: plenary, by: participant('mediator'), floor: null },
    ]);
    const since = marked.flatMap(({ floor }) => floor?.since ?? []);
    expect(since).toEqual(since.toSorted((one, other) => one - other));
    expect(new Set(since).size).toBe(3);
  });

  test.each(ways)('[INT-27] the floor is free once whoever has it %s', (_what, goes) => {
    const scenario = inTurn();
    take(scenario, 'party');
    scenario.drop('party');
    expect(floorOf(scenario, 'respondent')).not.toBeNull();
    goes(scenario);
    expect(floorOf(scenario, 'respondent')).toBeNull();
  });

  test('[INT-28] has no channels: an interpreter who is not in the booth is heard by everyone', () => {
    const scenario = new Booths().seat('party', 'respondent', 'interpreter', 'partner').speakAll();
    scenario.listen('respondent', 'en');
    scenario.direct('interpreter', into('en'));
    scenario.as('interpreter', {
      type: 'handover.offer',
      to: participant('partner'),
      epoch: scenario.epochOf('interpreter'),
    });
    const plenary = scenario.state.plenary;
    scenario.as('mediator', { type: 'manner.set', room: plenary, manner: consecutive });
    expect(scenario.hearersOf('interpreter')).toEqual(ids('mediator', 'party', 'partner', 'respondent'));
    expect(scenario.viewOf('party').interpretation?.channels).toEqual([]);
    expect(scenario.state.handovers.size).toBe(0);
    expect(scenario.direct('interpreter', into('zh'))).toBe('channel.consecutive');
    scenario.as('mediator', { type: 'manner.set', room: plenary, manner: simultaneous });
    expect(scenario.hearersOf('interpreter')).toEqual(ids('partner', 'respondent'));
    expect(scenario.viewOf('interpreter').hearers).toContain(participant('party'));
    scenario.do(
      { type: 'hearing.cut', participant: participant('interpreter'), since: scenario.state.seq },
      server,
    );
    expect(scenario.viewOf('interpreter').hearers).not.toContain(participant('party'));
  });

  test('[INT-29] an interpreter asks somebody in the room for a slower pace, every ten seconds at most', () => {
    const scenario = inTurn();
    expect(ask(scenario, 'party', 'respondent')).toBe('role.not-allowed');
    expect(ask(scenario, 'interpreter', 'interpreter')).toBe('participant.self');
    expect(ask(scenario, 'interpreter', 'counsel')).toBe('participant.not-in-room');
    expect(ask(scenario, 'interpreter', 'party')).toBeNull();
    expect(ask(scenario, 'interpreter', 'respondent')).toBe('pace.too-soon');
    expect(ask(scenario, 'partner', 'party')).toBeNull();
    expect(ask(scenario.later(10_000), 'interpreter', 'party')).toBeNull();
  });

  test('[SES-17] the log alone gives the same state again', () => {
    const scenario = inTurn();
    take(scenario, 'party');
    pass(scenario, 'party', null);
    ask(scenario, 'interpreter', 'party');
    const [, ...rest] = scenario.events;
    expect(rest.reduce(evolve, create(withBooths))).toEqual(scenario.state);
  });
});
