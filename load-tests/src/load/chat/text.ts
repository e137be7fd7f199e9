/** What a message of ours says of itself. */
interface Said {
  readonly stream: number;
  /** When it was sent, by this process's clock. */
  readonly at: number;
}

const SHAPE = /^load (\d+) ([\d.]+) x*$/;

/** A message so long; what is left over is filled up. */
export const writeText = ({ stream, at }: Said, bytes: number): string =>
  `load ${stream} ${at} `.padEnd(bytes, 'x');

/** Null for any other message. */
export function readText(text: string): Said | null {
  const [, stream, at] = SHAPE.exec(text) ?? [];
  return stream === undefined || at === undefined ? null : { stream: Number(stream), at: Number(at) };
}
