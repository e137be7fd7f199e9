import type { ProducerId, RoomId } from '@parley/shared/ids';
import type { CaptionLine } from '@parley/shared/session';

/** A line of captions as it is told in its room, begun before event `began`. */
export interface ToldCaption {
  readonly room: RoomId;
  readonly began: number;
  /** The voice it was written along from; null of one that was typed. */
  readonly voice: ProducerId | null;
  readonly line: CaptionLine;
}
