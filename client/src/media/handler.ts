import { detectDevice, ortc, type types } from 'mediasoup-client';
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111';

/** mediasoup-client's own name for what drives Chromium's. */
const CHROMIUM = 'Chrome111';

/**
 * Whether a track that is received can be stopped and begun anew without a word to the media plane. Elsewhere that was
 * never tried: a voice that is played late is better than none.
 */
export const beginsAnew = ({ handlerName }: Pick<types.Device, 'handlerName'>): boolean =>
  handlerName === CHROMIUM;

/**
 * What drives this browser's WebRTC, where it is mediasoup-client's own with a saving: with the first picture that is
 * received that sets up one more track, by which the media plane measures the line, and negotiates a second time for
 * it. Here it is among the first. Undefined: mediasoup-client's own is to be taken.
 */
export function handlerFactory(): types.HandlerFactory | undefined {
  if (detectDevice() !== CHROMIUM) return undefined;
  const own = Chrome111.createFactory({});
  return {
    ...own,
    factory: (options) => {
      const handler = own.factory(options);
      const receive = handler.receive.bind(handler);
      handler.receive = probedAtOnce(receive);
      const resume = handler.resumeReceiving.bind(handler);
      handler.resumeReceiving = toldOf(resume, () => handler.emit('@connectionstatechange', 'failed'));
      return handler;
    },
  };
}

type Resume = types.HandlerInterface['resumeReceiving'];

/** mediasoup-client keeps it to itself when a track does not begin again; a connection that has failed is mended. */
export function toldOf(resume: Resume, failed: () => void): Resume {
  return async (ids) => {
    try {
      await resume(ids);
    } catch (error) {
      failed();
      throw error;
    }
  };
}

/** mediasoup-client's own name for that track. */
const PROBATOR = 'probator';

type Receive = types.HandlerInterface['receive'];

export function probedAtOnce(receive: Receive): Receive {
  let set = false;
  return async (tracks) => {
    const isOwn = tracks.some(({ trackId }) => trackId === PROBATOR);
    if (set) return isOwn ? [] : receive(tracks);
    const picture = tracks.find(({ kind }) => kind === 'video');
    if (picture === undefined) return receive(tracks);
    const probator = {
      trackId: PROBATOR,
      kind: picture.kind,
      rtpParameters: ortc.generateProbatorRtpParameters(picture.rtpParameters),
    };
    const received = await receive([...tracks, probator]);
    set = true;
    return received.slice(0, tracks.length);
  };
}
