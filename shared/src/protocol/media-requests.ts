import { z } from 'zod';
import { ConsumerId, Epoch, PeerId, ProducerId } from '../ids.ts';
import { Source } from '../session/media.ts';
import {
  Direction,
  DtlsParameters,
  IceParameters,
  PeerParams,
  RtpCapabilities,
  RtpParameters,
} from '../sfu/index.ts';
import { nothing } from './parts.ts';

/** What a page asks about what it sends and receives. */
export const mediaRequests = {
  'media.capabilities': { input: nothing, output: z.object({ rtpCapabilities: RtpCapabilities }) },
  'media.join': {
    input: z.strictObject({ rtpCapabilities: RtpCapabilities }),
    output: PeerParams.extend({ peer: PeerId }),
  },
  'media.connect': {
    input: z.strictObject({ direction: Direction, dtlsParameters: DtlsParameters }),
    output: nothing,
  },
  'media.restart-ice': {
    input: z.strictObject({ direction: Direction }),
    output: z.object({ iceParameters: IceParameters }),
  },
  'media.publish': {
    input: z.strictObject({ epoch: Epoch, source: Source, rtpParameters: RtpParameters }),
    output: z.object({ producer: ProducerId }),
  },
  'media.unpublish': { input: z.strictObject({ producer: ProducerId }), output: nothing },
  'media.ready': { input: z.strictObject({ consumer: ConsumerId }), output: nothing },
  'media.prefer': {
    input: z.strictObject({ consumer: ConsumerId, spatial: z.number().int().min(0).max(2).nullable() }),
    output: nothing,
  },
} as const;
