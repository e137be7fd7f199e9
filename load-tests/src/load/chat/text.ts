/** What a message of ours says of itself. */
export interface Said {
  readonly stream: number;
  /** The how manieth of its writer, and for those in which place; zero where nobody asks. */
  readonly count: number;
  readonly place: number;
  /** When it was sent, by this process's clock. */
  readonly at: number;
}

const SHAPE = /^load (\d+) (\d+) (\d+) ([\d.]+) x*$/;

/** A message so long; what is left over is filled up. */
export const writeText = ({ stream, count, place, at }: Said, bytes: number): string =>
  `load ${stream} ${count} ${place} ${at} `.padEnd(bytes, 'x');

/** Null for any other message. */
export function readText(text: string): Said | null {
  const [stream, count, place, at] = (SHAPE.exec(text) ?? []).slice(1).map(Number);
  if (stream === undefined || count === undefined || place === undefined || at === undefined) return null;
  return { stream, count, place, at };
}
