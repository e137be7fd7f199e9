import { catalogue, ErrorCode } from '@parley/shared/errors';
import { describe, expect, test } from 'vitest';
import { mediator, party } from './testing/people.ts';
import { inPlenary, type Seat } from './testing/seat.ts';

/** A party in the plenary whose open microphone is heard. */
async function speaking(): Promise<Seat> {
  const seat = await inPlenary(party, 'microphone');
  await Promise.all([seat.engine.setMicrophone(true), seat.pass()]);
  expect(seat.port.sends).toEqual(['microphone']);
  return seat;
}

const asked = (seat: Seat, name: string): number => seat.server.asked.filter((each) => each === name).length;

describe('whoever speaks is heard', () => {
  test('[MEDIA-3] after a move too, though the SFU had lost their media and nobody knew yet', async () => {
    const seat = await speaking();
    seat.server.sfu.lose(seat.server.peerOf(party));
    seat.server.move(party, mediator);
    await seat.pass(2_000);
    expect(seat.server.sources(party)).toEqual(['microphone@2']);
    expect(seat.port.sends).toEqual(['microphone']);
    expect(seat.port.peers).toHaveLength(2);
    expect(seat.told).toEqual([]);
  });

  test('[MEDIA-3] and what is told of the lost media late, after the new join, changes nothing', async () => {
    const seat = await speaking();
    const lost = seat.server.peerOf(party);
    seat.server.sfu.lose(lost);
    seat.server.move(party, mediator);
    await seat.pass(2_000);
    seat.server.tell(party, 'media.lost', { peer: lost });
    await seat.pass(2_000);
    expect(seat.port.peers).toHaveLength(2);
    expect(seat.server.sources(party)).toEqual(['microphone@2']);
  });

  test('[MEDIA-3] also when the server has no media of theirs any more', async () => {
    const seat = await speaking();
    const peers = [seat.server.peerOf(party)];
    seat.server.do({ type: 'media.lost', peers }, { kind: 'server' });
    await seat.pass(2_000);
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect(seat.port.peers).toHaveLength(2);
  });

  const final: readonly ErrorCode[] = [
    'media.screen-taken',
    'media.bad-parameters',
    'role.not-allowed',
    'request.malformed',
    'request.too-large',
  ];

  test('[MEDIA-3] a publication refused once with whatever else is tried again, and nobody is told', async () => {
    const unheard: ErrorCode[] = [];
    for (const code of ErrorCode.options.filter((each) => !final.includes(each))) {
      const seat = await inPlenary(party, 'microphone');
      seat.server.trouble.refuseNext = { name: 'media.publish', code };
      seat.server.move(party, mediator);
      await seat.pass(5_000);
      const heard = seat.server.sources(party).includes('microphone@2');
      if (!heard || seat.told.length > 0) unheard.push(code);
    }
    expect(unheard).toEqual([]);
  });

  test.each(final)(
    '[MEDIA-3] %s is final for this join: told once, and tried again with the next',
    async (code) => {
      const seat = await inPlenary(party, 'microphone');
      seat.server.trouble.refuses.set('media.publish', code);
      seat.server.move(party, mediator);
      await seat.pass(60_000);
      expect(asked(seat, 'media.publish')).toBe(2);
      expect(seat.told).toEqual([{ kind: 'error', error: { code, ...catalogue[code] } }]);
      seat.server.trouble.refuses.clear();
      seat.server.loseMedia();
      await seat.pass(2_000);
      expect(seat.server.sources(party)).toEqual(['microphone@2']);
    },
  );

  test('[MEDIA-1] a publication that ended before its answer came is made again', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.server.trouble.slow = { name: 'media.publish', ms: 900, what: 'answer' };
    seat.server.move(party, mediator);
    await seat.pass(300);
    const [mine] = [...seat.server.state.producers.values()].filter(({ owner }) => owner === party);
    if (mine === undefined) throw new Error('nothing is published');
    seat.server.do({ type: 'producer.failed', producer: mine.id }, { kind: 'server' });
    await seat.pass(3_000);
    expect(seat.server.sources(party)).toEqual(['microphone@2']);
    expect(seat.port.offers).toEqual(['microphone']);
  });

  test('[MEDIA-1] a microphone that the browser cannot open again is published anew', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.port.peer.stuck = 1;
    await Promise.all([seat.engine.setMicrophone(true), seat.pass(2_000)]);
    expect(seat.port.sends).toEqual(['microphone']);
    expect(seat.server.sources(party)).toEqual(['microphone@1']);
    expect(seat.reports).toEqual(['feed']);
  });

  test('[MEDIA-4] a server that takes long on a living line is waited for, not asked again', async () => {
    const seat = await speaking();
    const before = { publish: asked(seat, 'media.publish'), unpublish: asked(seat, 'media.unpublish') };
    seat.server.trouble.slow = { name: 'media.publish', ms: 8_000, what: 'handling' };
    seat.server.move(party, mediator);
    await seat.pass(9_000);
    expect(seat.port.sends).toEqual(['microphone']);
    expect(asked(seat, 'media.publish')).toBe(before.publish + 1);
    expect(asked(seat, 'media.unpublish')).toBe(before.unpublish);
  });

  test('[MEDIA-1] whoever leaves and comes back while media was being joined is joined', async () => {
    const seat = await inPlenary(party, 'microphone');
    seat.server.sfu.lose(seat.server.peerOf(party));
    seat.server.trouble.slow = { name: 'media.join', ms: 700, what: 'answer' };
    seat.server.reportLost();
    await seat.pass(100);
    await Promise.all([seat.engine.leave(), seat.pass()]);
    await Promise.all([seat.engine.enter(), seat.pass()]);
    seat.server.admit(party, mediator);
    await seat.pass(3_000);
    expect(seat.port.peers.filter(({ closed }) => !closed)).toHaveLength(1);
    expect(seat.server.sources(party)).toHaveLength(1);
    expect(seat.model.tracks.size).toBe(2);
  });
});
