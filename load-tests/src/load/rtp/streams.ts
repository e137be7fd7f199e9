/** What a person sends: their sound and their picture are two streams of the run. */
export type Kind = 'audio' | 'video';

export const streamOf = (person: number, kind: Kind): number => 2 * person + (kind === 'audio' ? 0 : 1);
export const kindOf = (stream: number): Kind => (stream % 2 === 0 ? 'audio' : 'video');
