/** A word in an agreement that says whose it is, so that it is missed when it is gone and noticed elsewhere. */
export interface Word {
  readonly session: number;
  readonly writer: number;
  readonly count: number;
}

const SHAPE = /s(\d+)w(\d+)n(\d+);/g;

export const wordOf = ({ session, writer, count }: Word): string => `s${session}w${writer}n${count};`;

/** All that stand in a text. */
export const wordsIn = (text: string): Word[] =>
  [...text.matchAll(SHAPE)].map(([, session, writer, count]) => ({
    session: Number(session),
    writer: Number(writer),
    count: Number(count),
  }));
