import { RtpCapabilities } from '@parley/shared/sfu';
import { array, assert as check, asyncProperty, integer } from 'fast-check';
import * as parameters from 'mediasoup-client/fakeParameters';
import { expect, test } from 'vitest';
import { SlowPort } from '../media/testing/slow-port.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { FakeServer } from './testing/fake-server.ts';
import { happeningOnTheMove, latency } from './testing/happenings.ts';
import { mediator, party } from './testing/people.ts';
import { Seat } from './testing/seat.ts';
import { Run } from './testing/trouble.ts';

/** Somebody with all devices on, in a browser that takes its time: the product's own way to mediasoup-client. */
async function inPlenary(seed: number) {
  const clock = new FakeClock();
  const server = new FakeServer();
  server.routers = RtpCapabilities.parse(parameters.generateRouterRtpCapabilities());
  const port = new SlowPort(clock, seed);
  const seat = new Seat(party, server, clock, undefined, port);
  server.seat(mediator, mediator, 'microphone', 'camera');
  await seat.comeIn(party, 'microphone', 'camera');
  return { seat, port, run: new Run(seat, port) };
}

const isOnTheWay = ({ server }: Seat): boolean => {
  const attendance = server.state.people.get(party)?.attendance;
  return attendance?.kind === 'placed' && attendance.placement.kind === 'moving';
};

/** What the server has of them and does not reach it as it should: silent, or sent though it is muted. */
function wronglySent({ server }: Seat, port: SlowPort): readonly string[] {
  const isOpen = server.state.people.get(party)?.microphone === 'open';
  return [...server.state.producers.values()]
    .filter(({ owner }) => owner === party)
    .filter(({ id, source }) => {
      const mid = server.announced.get(id)?.mid;
      return mid === undefined || port.flowsBy(mid) !== (source !== 'microphone' || isOpen);
    })
    .map(({ source }) => source);
}

test('[MEDIA-1] [MEDIA-2] [MEDIA-10] whoever is moved again and again in a slow browser sends nothing on the way, and is heard where they are in the end', async () => {
  const seen = { moves: 0, onTheWay: 0, heard: 0, muted: 0, publications: 0, peers: 0 };
  await check(
    asyncProperty(
      latency,
      integer({ min: 1 }),
      array(happeningOnTheMove, { minLength: 10, maxLength: 40, size: 'max' }),
      async (ms, seed, happenings) => {
        const { seat, port, run } = await inPlenary(seed);
        const { server } = seat;
        if (ms > 0) server.later = (arrive) => void seat.clock.after(ms, arrive);
        for (const { what, after } of happenings) {
          if (what.kind === 'move' && isOnTheWay(seat)) seen.onTheWay += 1;
          run.do(what);
          expect(run.wrongNow()).toEqual([]);
          for (let left = after; left > 0; left -= 100) {
            await seat.pass(Math.min(left, 100));
            expect(run.wrongNow()).toEqual([]);
          }
        }
        port.isQuick = true;
        await run.heal();
        expect([...run.wrongNow(), ...run.wrongInTheEnd(), ...wronglySent(seat, port)]).toEqual([]);
        seen.moves += server.state.people.get(party)?.epoch ?? 0;
        seen[port.sends.includes('microphone') ? 'heard' : 'muted'] += 1;
        seen.publications += server.asked.filter((name) => name === 'media.publish').length;
        seen.peers += port.peers.length;
        seat.engine.close();
      },
    ),
    { numRuns: 100, seed: 20_261_130, endOnFailure: false },
  );
  for (const [what, least] of Object.entries({
    moves: 200,
    onTheWay: 20,
    heard: 20,
    muted: 20,
    publications: 300,
    // A fifth of them made anew because they had had as many tracks as they may.
    peers: 220,
  })) {
    expect([what, Reflect.get(seen, what) >= least]).toEqual([what, true]);
  }
}, 120_000);
