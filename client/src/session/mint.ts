import { AttemptId, CaptionId, CommentId, DeviceId, MessageId, TermId } from '@parley/shared/ids';

/** 128 random bits; `crypto.randomUUID` is missing where the page is not a secure context. */
function random(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const mint = {
  attempt: (): AttemptId => AttemptId.parse(random()),
  caption: (): CaptionId => CaptionId.parse(random()),
  device: (): DeviceId => DeviceId.parse(random()),
  comment: (): CommentId => CommentId.parse(random()),
  term: (): TermId => TermId.parse(random()),
  message: (): MessageId => MessageId.parse(random()),
};
