export type Kind = 'audio' | 'video';
/** What goes out in several sizes. */
export type Shown = 'camera' | 'screen';

/**
 * What a person sends: sound is one of the run's streams, and so is a picture, or each of its sizes. So many are kept
 * for everyone.
 */
const STREAMS_A_PERSON = 8;
export const MOST_SIZES = 3;
const FIRST_OF: Readonly<Record<Shown, number>> = { camera: 1, screen: 1 + MOST_SIZES };

/** Their sound, or their picture where it has one size. */
export const streamOf = (person: number, kind: Kind): number =>
  STREAMS_A_PERSON * person + (kind === 'audio' ? 0 : FIRST_OF.camera);
export const kindOf = (stream: number): Kind => (stream % STREAMS_A_PERSON === 0 ? 'audio' : 'video');

/** A picture in one of its sizes, the smallest being 0. */
export const sizeStreamOf = (person: number, shown: Shown, size: number): number =>
  STREAMS_A_PERSON * person + FIRST_OF[shown] + size;
