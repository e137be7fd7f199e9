import { Refusal } from '@parley/shared/errors';
import { mediaKindOf, type Source } from '@parley/shared/session';
import type { RtpParameters } from '@parley/shared/sfu';

const MEDIA_CODEC = { audio: 'audio/opus', video: 'video/vp8' } as const;
const RTX = 'video/rtx';
/** Three encodings of one picture, or one with up to three frame rates; VP8 knows nothing else. */
const VP8_SCALABILITY = /^[LS]1T[1-3]$/;

/**
 * Refuses with `media.bad-parameters` what no browser of ours sends, before a native worker reads it. What only
 * the worker can know (an SSRC or a mid already in use) it refuses itself.
 */
export function checkPublishable(source: Source, parameters: RtpParameters): void {
  const { codecs, encodings, headerExtensions, mid } = parameters;
  const kind = mediaKindOf(source);
  const media = MEDIA_CODEC[kind];
  const names = codecs.map(({ mimeType }) => mimeType.toLowerCase());
  must(names[0] === media);
  must(names.every((name) => name === media || (kind === 'video' && name === RTX)));
  must(allDiffer(codecs.map(({ payloadType }) => payloadType)));
  must(allDiffer((headerExtensions ?? []).map(({ id }) => id)));
  must(encodings.length <= (kind === 'audio' ? 1 : 3));
  must(allDiffer(encodings.flatMap(({ rid }) => rid ?? [])));
  must(allDiffer(encodings.flatMap(({ ssrc, rtx }) => [ssrc ?? [], rtx?.ssrc ?? []].flat())));
  const told = encodings.every(({ rid, ssrc }) => rid !== undefined || ssrc !== undefined);
  must(told || (encodings.length === 1 && mid !== undefined && mid !== ''));
  for (const { scalabilityMode, codecPayloadType } of encodings) {
    must(codecPayloadType === undefined || codecPayloadType === codecs[0]?.payloadType);
    must(scalabilityMode === undefined || (kind === 'video' && VP8_SCALABILITY.test(scalabilityMode)));
  }
}

function must(holds: boolean): void {
  if (!holds) throw new Refusal('media.bad-parameters');
}

const allDiffer = (values: readonly (string | number)[]): boolean => new Set(values).size === values.length;
