import type { ConsumerOptions, Reception } from '@parley/shared/sfu';

/**
 * Without what tells whose it is: browsers write a name of their own for a sender into it, the same for voice and
 * picture.
 */
export function unnamed({ consumer, kind, rtpParameters }: ConsumerOptions): Reception {
  const { msid: _, rtcp, ...rest } = rtpParameters;
  return { consumer, kind, rtpParameters: { ...rest, rtcp: { ...rtcp, cname: consumer } } };
}
