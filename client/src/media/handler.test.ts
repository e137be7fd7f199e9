import type { types } from 'mediasoup-client';
import { expect, it } from 'vitest';
import { probedAtOnce, toldOf } from './handler.ts';
import { fakeTrack } from './testing/fake-track.ts';

const sound: types.HandlerReceiveOptions = {
  trackId: 'sound',
  kind: 'audio',
  rtpParameters: { codecs: [], encodings: [{ ssrc: 1 }] },
};
const picture: types.HandlerReceiveOptions = {
  trackId: 'picture',
  kind: 'video',
  rtpParameters: {
    codecs: [{ mimeType: 'video/VP8', payloadType: 101, clockRate: 90_000 }],
    encodings: [{ ssrc: 2 }],
  },
};
/** mediasoup-client's own, which it asks for once the first picture is there. */
const probator: types.HandlerReceiveOptions = { ...picture, trackId: 'probator' };

/** Notes what each negotiation is about; the first so many fail. */
function handler({ failures = 0 } = {}) {
  const negotiated: string[][] = [];
  const receive = probedAtOnce(async (tracks) => {
    negotiated.push(tracks.map(({ trackId }) => trackId));
    if (negotiated.length <= failures) throw new Error('no');
    return tracks.map(({ trackId, kind }) => ({ localId: trackId, track: fakeTrack(kind) }));
  });
  return { receive, negotiated };
}

it('sets up what the line is measured by together with the first picture, and not again', async () => {
  const { receive, negotiated } = handler();
  expect((await receive([sound, picture])).map(({ localId }) => localId)).toEqual(['sound', 'picture']);
  expect(await receive([probator])).toEqual([]);
  expect(await receive([picture])).toHaveLength(1);
  expect(negotiated).toEqual([['sound', 'picture', 'probator'], ['picture']]);
});

it('needs none of it for sound alone', async () => {
  const { receive, negotiated } = handler();
  await receive([sound]);
  await receive([picture]);
  expect(negotiated).toEqual([['sound'], ['picture', 'probator']]);
});

it('tries it again with the next picture when the first could not be set up', async () => {
  const { receive, negotiated } = handler({ failures: 1 });
  await expect(receive([picture])).rejects.toThrow('no');
  await receive([picture]);
  expect(negotiated).toEqual([
    ['picture', 'probator'],
    ['picture', 'probator'],
  ]);
});

it('tells of a track that does not begin again, which would be silent for good', async () => {
  const told: string[] = [];
  const begins = (ids: string[]) =>
    ids.includes('dead') ? Promise.reject(new Error('no')) : Promise.resolve();
  const resume = toldOf(begins, () => void told.push('failed'));
  await resume(['sound']);
  expect(told).toEqual([]);
  await expect(resume(['sound', 'dead'])).rejects.toThrow('no');
  expect(told).toEqual(['failed']);
});
