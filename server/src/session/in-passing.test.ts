import {
  applicant,
  arrivalOf,
  by,
  connection,
  device,
  participant,
  room,
  Scenario,
  server,
} from '@parley/shared/session/testing';
import { expect, test } from 'vitest';
import { ToldTable } from './testing/told-table.ts';

/** What each was told in passing. */
const toldTo = (table: ToldTable, ...names: readonly string[]): readonly unknown[] =>
  names.map((name) => table.notices(name, 'told'));

test('whoever is muted is told by whom, and not what they did themselves', async () => {
  const scenario = new Scenario().seat('party', 'respondent');
  for (const name of ['party', 'respondent']) scenario.unmute(name);
  const table = await ToldTable.of(scenario);
  await table.do({ type: 'participant.mute', participant: participant('party') }, by('mediator'));
  await table.do({ type: 'microphone.set', open: false }, by('respondent'));
  expect(toldTo(table, 'party', 'respondent', 'mediator')).toEqual([[{ kind: 'muted', by: 'Chen' }], [], []]);
});

test('whoever’s wish is declined is told by whom and why; one that is granted, or withdrawn, tells them nothing', async () => {
  const scenario = new Scenario().seat('party', 'respondent', 'counsel');
  for (const name of ['party', 'respondent', 'counsel'])
    scenario.do({ type: 'wish.make', kind: 'caucus', note: 'about the price' }, by(name));
  const table = await ToldTable.of(scenario);
  const decline = { participant: participant('party'), reason: 'in an hour' };
  await table.do({ type: 'wish.decline', ...decline }, by('mediator'));
  await table.do({ type: 'wish.withdraw' }, by('respondent'));
  const participants = [participant('counsel')];
  const caucus = { room: room('apart'), title: 'apart', participants, minutes: null, mixing: [] };
  await table.do({ type: 'caucus.open', ...caucus }, by('mediator'));
  expect(toldTo(table, 'party', 'respondent', 'counsel', 'mediator')).toEqual([
    [{ kind: 'wish-declined', by: 'Chen', reason: 'in an hour' }],
    [],
    [],
    [],
  ]);
});

test('[WISH-6] whoever was away when their wish was declined is told on coming back, once, and nothing once they have gone out', async () => {
  const scenario = new Scenario().seat('party', 'respondent', 'counsel');
  for (const name of ['party', 'respondent', 'counsel'])
    scenario.do({ type: 'wish.make', kind: 'mediator', note: '' }, by(name));
  const table = await ToldTable.of(scenario);
  const lose = (name: string) =>
    table.do(
      { type: 'line.lost', participant: participant(name), connection: connection(`c-${name}`) },
      server,
    );
  for (const name of ['party', 'respondent']) await lose(name);
  for (const name of ['party', 'respondent', 'counsel'])
    await table.do(
      { type: 'wish.decline', participant: participant(name), reason: 'in an hour' },
      by('mediator'),
    );
  expect(toldTo(table, 'party', 'respondent')).toEqual([[], []]);
  await table.do(
    { type: 'participant.remove', participant: participant('respondent'), reason: '' },
    by('mediator'),
  );
  for (const name of ['party', 'respondent']) await table.do(back(name), server);
  await lose('party');
  await table.do(back('party'), server);
  const declined = { kind: 'wish-declined', by: 'Chen', reason: 'in an hour' };
  expect(toldTo(table, 'party', 'respondent', 'counsel')).toEqual([[declined], [], [declined]]);
});

/** The party is alone in a caucus, and another mediator has brought counsel to its door, where somebody has to let them in. */
function atDoor(mover = 'second'): Scenario {
  const scenario = new Scenario().arrive('second', 'party', 'counsel');
  scenario.do({ type: 'house-rules.set', rules: { entry: 'admit', absence: 'not-here' } }, by('mediator'));
  const to = scenario.caucus('apart', 'party');
  scenario.do({ type: 'people.move', participants: [participant('counsel')], to, mixing: [] }, by(mover));
  return scenario;
}
const end = { type: 'entry.end', participant: participant('counsel') } as const;

test('[ENT-13] whoever stays outside is told so in the same words whoever ended it, and who brought them that they are not let in', async () => {
  const kept = await ToldTable.of(atDoor());
  await kept.do(end, by('party'));
  expect(toldTo(kept, 'second', 'mediator', 'counsel', 'party')).toEqual([
    [{ kind: 'entry-declined', name: 'Wu' }],
    [],
    [{ kind: 'kept-out' }],
    [],
  ]);
  const called = await ToldTable.of(atDoor());
  await called.do(end, by('second'));
  expect(toldTo(called, 'second', 'mediator', 'counsel', 'party')).toEqual([
    [],
    [],
    [{ kind: 'kept-out' }],
    [],
  ]);
});

test('[ENT-13] whoever goes into a room themselves is told once that they stay, and not if they thought better of it', async () => {
  const going = (): Scenario => {
    const scenario = new Scenario().arrive('second', 'party');
    const to = scenario.caucus('apart', 'party');
    scenario.do({ type: 'people.move', participants: [participant('second')], to, mixing: [] }, by('second'));
    return scenario;
  };
  const stay = { type: 'entry.end', participant: participant('second') } as const;
  const stopped = await ToldTable.of(going());
  await stopped.do(stay, by('mediator'));
  expect(toldTo(stopped, 'second', 'mediator', 'party')).toEqual([[{ kind: 'kept-out' }], [], []]);
  const own = await ToldTable.of(going());
  await own.do(stay, by('second'));
  expect(toldTo(own, 'second', 'mediator', 'party')).toEqual([[], [], []]);
});

test('and is told nothing any more once they have been removed themselves', async () => {
  const scenario = atDoor();
  scenario.do({ type: 'participant.remove', participant: participant('second'), reason: '' }, by('mediator'));
  expect(scenario.state.people.get(participant('second'))?.line.kind).toBe('online');
  const table = await ToldTable.of(scenario);
  await table.do(end, by('party'));
  expect(toldTo(table, 'second', 'counsel')).toEqual([[], [{ kind: 'kept-out' }]]);
  expect(scenario.where('counsel')).toBe(arrivalOf(applicant));
});

const back = (name: string) => ({
  type: 'line.connected' as const,
  participant: participant(name),
  connection: connection(`c-${name}`),
  device: device(`d-${name}`),
  takeOver: true,
});

test('[SES-12] whoever comes back is told what has become of their microphone, and nothing when nothing has', async () => {
  const names = ['party', 'respondent', 'counsel', 'observer'];
  const scenario = new Scenario().seat(...names);
  for (const name of ['party', 'respondent', 'counsel']) scenario.unmute(name);
  const table = await ToldTable.of(scenario);
  for (const name of names) {
    const lost = { participant: participant(name), connection: connection(`c-${name}`) };
    await table.do({ type: 'line.lost', ...lost }, server);
  }
  await table.do({ type: 'participant.mute', participant: participant('party') }, by('mediator'));
  await table.do({ type: 'line.expired', participant: participant('respondent') }, server);
  for (const name of names) await table.do(back(name), server);
  expect(toldTo(table, ...names)).toEqual([
    [{ kind: 'muted', by: 'Chen' }],
    [{ kind: 'microphone-closed' }],
    [],
    [],
  ]);
});

test('[INT-29] who is asked for a slower pace is told by whom, and who conducts there is told of both', async () => {
  const scenario = new Scenario().seat('second', 'party', 'respondent', 'interpreter');
  scenario.caucus('apart', 'second');
  const table = await ToldTable.of(scenario);
  await table.do({ type: 'pace.ask', participant: participant('party'), epoch: 1 }, by('interpreter'));
  expect(toldTo(table, 'party', 'mediator', 'second', 'respondent', 'interpreter')).toEqual([
    [{ kind: 'speak-slower', by: 'Xu' }],
    [{ kind: 'asked-slower', by: 'Xu', name: 'Li' }],
    [],
    [],
    [],
  ]);
});

test('[JOINT-7] those who conduct are told, wherever they are, for whose sake nobody was brought together, and nobody else', async () => {
  const scenario = new Scenario().arrive('second', 'party', 'respondent', 'interpreter');
  scenario.caucus('apart', 'second');
  scenario.announceGathering(10);
  const table = await ToldTable.of(scenario);
  const who = { participant: participant('interpreter') };
  await table.do({ type: 'line.lost', ...who, connection: connection('c-interpreter') }, server);
  await table.do({ type: 'line.expired', ...who }, server);
  await table.do({ type: 'gathering.due' }, server);
  const stopped = { kind: 'gathering-stopped', names: ['Chen', 'Sun', 'Li', 'Zhou'] };
  expect(toldTo(table, 'mediator', 'second', 'party', 'respondent')).toEqual([[stopped], [stopped], [], []]);
});

test('[JOINT-7] what was called off by hand is told for nobody’s sake', async () => {
  const scenario = new Scenario().arrive('second', 'party');
  scenario.announceGathering(10);
  const table = await ToldTable.of(scenario);
  await table.do({ type: 'gathering.call-off' }, by('mediator'));
  expect(toldTo(table, 'mediator', 'second', 'party')).toEqual([[], [], []]);
});
