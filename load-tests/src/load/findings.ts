/** What a run has found: in figures, in what must never happen, and drawn. */
export interface Findings {
  /** A sentence for whoever reads nothing else. */
  readonly verdict: string;
  /** Nothing happened that must not, and something was looked at. */
  readonly good: boolean;
  /** What was offered, in a paragraph. */
  readonly offered: string;
  readonly checks: readonly Check[];
  readonly figures: readonly FigureGroup[];
  readonly plots: readonly Plot[];
  /** What was measured beside the product, if anything was. */
  readonly beside?: readonly { readonly name: string; readonly what: string }[];
  /** What belongs to every figure: a busy machine, a generator that was late. */
  readonly notes: readonly string[];
}

/** Something that must never happen. */
export interface Check {
  /** «packets of a room one is not in»; read before «0 of N». */
  readonly what: string;
  readonly wrong: number;
  /** How many were looked at: of none, nothing is said. */
  readonly of: number;
  /** In a few words where one has to know more. */
  readonly more?: string;
}

export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly digits: number;
  /** Of something that was measured often, what the value, the median, does not tell: «p99 12 ms». */
  readonly high?: readonly string[];
  /** Beside it, in words. */
  readonly more?: string;
}

export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly (readonly [x: number, y: number])[];
  }[];
}

export const isKept = ({ wrong, of }: Check): boolean => wrong === 0 && of > 0;

/** Where nothing was to come, nothing need have been looked at. */
export const looked = (check: Check, isExpected: boolean): Check[] =>
  isExpected || check.of > 0 ? [check] : [];

/** What happened that must not, or was not looked at, in a sentence or two; null where all is as it must be. */
export function broken(checks: readonly Check[]): string | null {
  const wrong = checks.filter((check) => check.wrong > 0);
  const unseen = checks.filter(({ of }) => of === 0);
  const all = [
    ...(wrong.length === 0
      ? []
      : [
          `Something happened that must not: ${wrong.map(({ what, wrong: count, of }) => `${what} (${count} of ${of.toLocaleString('en')})`).join('; ')}.`,
        ]),
    ...(unseen.length === 0
      ? []
      : [`This run says nothing of what was never looked at: ${unseen.map(({ what }) => what).join('; ')}.`]),
  ];
  return all.length === 0 ? null : all.join(' ');
}

export const counted = (count: number, thing: string): string =>
  `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;

/** «0 of 81,204», in the words of a reader. */
export function checkLine({ what, wrong, of, more }: Check): string {
  const counted = of === 0 ? 'none was looked at' : `${wrong} of ${of.toLocaleString('en')}`;
  return `${what}: ${counted}${more === undefined ? '' : ` (${more})`}`;
}

export function valueText({ value, unit, digits }: Figure): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return unit === '' ? number : `${number} ${unit}`;
}

export const figureText = (figure: Figure): string =>
  [valueText(figure), ...(figure.high ?? []), ...(figure.more === undefined ? [] : [figure.more])].join(', ');
