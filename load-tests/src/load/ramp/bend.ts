/** What was counted with so many listening. */
export interface Step {
  readonly listeners: number;
  readonly packetsPerSecond: number;
  /** Share of what was to arrive in time and did not. */
  readonly lost: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Cores taken by what passes media on, and by the people who come. */
  readonly media: number;
  readonly generator: number;
  readonly others: number;
  /** How late the people who come were themselves, p99. */
  readonly lateMs: number;
}

/** What still counts as carried. */
export const CARRIED = { lost: 0.001, p99Ms: 20 } as const;

export const isCarried = ({ lost, p99Ms }: Pick<Step, 'lost' | 'p99Ms'>): boolean =>
  lost <= CARRIED.lost && p99Ms <= CARRIED.p99Ms;

/** Two in a row, or it was the machine's host, or a moment. */
const IN_A_ROW = 2;

/** Whether it has bent: more would tell nothing. */
export const hasBent = (steps: readonly Step[]): boolean =>
  steps.length >= IN_A_ROW && steps.slice(-IN_A_ROW).every((step) => !isCarried(step));

/** The most that was carried before it bent; null where not even the first step was. */
export function mostCarried(steps: readonly Step[]): Step | null {
  const bent = steps.findIndex(
    (step, index) =>
      !isCarried(step) && (steps[index + 1] === undefined || !isCarried(steps[index + 1] ?? step)),
  );
  const before = bent < 0 ? steps : steps.slice(0, bent);
  return before.findLast(isCarried) ?? null;
}

/** Who was at its end: what passes media on, the people who come, or the machine they share. */
export function whatBent(step: Step, cores: number): 'the media plane' | 'the generator' | 'the machine' {
  if (step.media > 0.9) return 'the media plane';
  if (step.media + step.generator + step.others > 0.9 * cores) return 'the machine';
  return 'the generator';
}

/** What is carried, reckoned up to a whole core of what passes it on. */
export const perCore = ({ packetsPerSecond, media }: Step): number => packetsPerSecond / media;
