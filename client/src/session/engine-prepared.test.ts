import { expect, test } from 'vitest';
import { interpreter, mediator, partner, party } from './testing/people.ts';
import { inPlenary, type Seat } from './testing/seat.ts';

/** Xu interprets for me, and Lu is in the booth, both with an open microphone. */
async function listening(): Promise<Seat> {
  const seat = await inPlenary(party);
  const { server } = seat;
  for (const name of [interpreter, partner]) {
    server.seat(name, mediator, 'microphone');
    server.as(name, { type: 'microphone.set', open: true, epoch: 1 });
  }
  const into = { to: 'channel', language: 'en' } as const;
  server.as(interpreter, { type: 'interpreter.direct', outlet: into, epoch: 1 });
  server.as(partner, { type: 'interpreter.direct', outlet: { to: 'booth' }, epoch: 1 });
  server.as(party, { type: 'channel.listen', language: 'en' });
  await seat.pass();
  return seat;
}

const microphones = ({ model }: Seat) =>
  [...model.tracks.values()].filter(({ owner, source }) => source === 'microphone' && owner !== mediator);

function handsOver({ server }: Seat): void {
  server.as(interpreter, { type: 'handover.offer', to: partner, epoch: 1 });
  server.as(partner, { type: 'handover.take', from: interpreter, epoch: 1 });
}

test('[INT-40] the partner’s line is set up and ready before it is theirs, and shown as nobody’s', async () => {
  const seat = await listening();
  expect(microphones(seat).map(({ owner }) => owner)).toEqual([interpreter, null]);
  const peer = seat.server.state.people.get(party)?.peer;
  if (peer === null || peer === undefined) throw new Error('no media');
  const stands = microphones(seat).map(({ consumer }) => seat.server.sfu.of(peer).get(consumer));
  expect(stands).toMatchObject([
    { ready: true, heard: true },
    { ready: true, heard: false },
  ]);
});

test('[INT-19] [INT-40] a handover changes whose each line is, and sets up nothing', async () => {
  const seat = await listening();
  const [xu, lu] = microphones(seat);
  const created = [...seat.port.peer.created];
  handsOver(seat);
  await seat.pass();
  expect(microphones(seat).map(({ consumer, owner }) => [consumer, owner])).toEqual([
    [xu?.consumer, null],
    [lu?.consumer, partner],
  ]);
  expect(seat.port.peer.created).toEqual(created);
  expect(seat.port.peer.changes).toEqual(
    expect.arrayContaining([
      { consumer: xu?.consumer, heard: false },
      { consumer: lu?.consumer, heard: true },
    ]),
  );
});

test('[INT-40] a line that comes back after a handover has what became of each', async () => {
  const seat = await listening();
  seat.server.unreachable = true;
  seat.server.cut(party);
  handsOver(seat);
  await seat.pass(1_000);
  seat.server.unreachable = false;
  await seat.pass(10_000);
  const owners = microphones(seat).map(({ owner }) => owner);
  expect(new Set(owners)).toEqual(new Set([partner, null]));
  expect(owners).toHaveLength(2);
});

test('[INT-40] whoever goes back to the original has it no more', async () => {
  const seat = await listening();
  seat.server.as(party, { type: 'channel.listen', language: null });
  await seat.pass();
  expect(microphones(seat)).toEqual([]);
});

test('while one voice makes room for another, nothing that happens holds up the page', async () => {
  const seat = await listening();
  const urgent: boolean[] = [];
  seat.engine.watch((isUrgent) => urgent.push(isUrgent));
  seat.port.peer.isHandingOver = true;
  handsOver(seat);
  await seat.pass();
  expect(new Set(urgent)).toEqual(new Set([false]));
  seat.port.peer.isHandingOver = false;
  seat.server.as(mediator, { type: 'hand.raise', epoch: 1 });
  await seat.pass();
  expect(urgent.at(-1)).toBe(true);
});
