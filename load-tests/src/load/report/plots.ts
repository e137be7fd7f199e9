import { type Axis, linear, linearTo, logarithmic } from './axis.ts';
import { type Html, html } from './html.ts';

/** A line of a plot. `tone` is one of the page's colours. */
export interface Series {
  readonly name: string;
  readonly tone: number;
  readonly dashed?: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LinePlot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly logarithmic?: boolean;
  readonly series: readonly Series[];
}

const WIDTH = 480;
const HEIGHT = 240;
const LEFT = 50;
const RIGHT = 22;
const TOP = 16;
const BOTTOM = 44;
const across = { from: LEFT, to: WIDTH - RIGHT };
/** So few points are seen one by one. */
const FEW = 24;
const upward = { from: HEIGHT - BOTTOM, to: TOP };

/** Lines over a common ground, with their names below. */
export function linePlot(plot: LinePlot): Html {
  const points = plot.series.flatMap((series) => series.points);
  const xs = points.map(([x]) => x);
  const x =
    plot.logarithmic === true
      ? logarithmic(Math.min(...positive(xs)), Math.max(...positive(xs)), across)
      : linearTo(Math.max(0, ...xs), across, 8);
  const y = linear(Math.max(0, ...points.map(([, value]) => value)), upward);
  const isDotted = plot.logarithmic !== true && plot.series.every((each) => each.points.length <= FEW);
  const lines = plot.series.map(({ points: all, tone, dashed }) => {
    const places = all.map(([a, b]) => [at(x.place(a)), at(y.place(b))] as const);
    const dots = isDotted ? places : [];
    return html`<polyline points="${places.map((place) => place.join()).join(' ')}" class="line t${tone}${dashed === true ? ' dashed' : ''}"/>${dots.map(([cx, cy]) => html`<circle cx="${cx}" cy="${cy}" r="2.6" class="point t${tone}"/>`)}`;
  });
  return figure(plot, html`${ground(x, y)}${lines}${nameAcross(plot.x)}`, HEIGHT);
}

const positive = (values: readonly number[]): readonly number[] => {
  const found = values.filter((value) => value > 0);
  return found.length === 0 ? [1] : found;
};

export interface DotRow {
  readonly name: string;
  readonly dots: readonly number[];
  readonly middle: number;
  readonly low: number;
  readonly high: number;
  /** What is to be reached: not above it. */
  readonly goal: number | null;
}

/** The name of a row stands above it, so that it has all the width. */
const ROW = 58;
const ROW_LEFT = 8;

/** Ratios round by round beside one: each a dot, the median a stroke between its bounds. */
export function ratioPlot(title: string, x: string, rows: readonly DotRow[]): Html {
  const height = TOP + rows.length * ROW + BOTTOM;
  const bottom = height - BOTTOM;
  const axis = linear(
    Math.max(1, ...rows.flatMap(({ dots, high }) => [...dots, high])),
    { from: ROW_LEFT, to: WIDTH - RIGHT },
    6,
  );
  const ticks = axis.ticks.map(
    ({
      value,
      label,
    }) => html`<line x1="${at(axis.place(value))}" x2="${at(axis.place(value))}" y1="${TOP}" y2="${bottom}" class="grid"/>
<text x="${at(axis.place(value))}" y="${bottom + 16}" class="tick" text-anchor="middle">${label}</text>`,
  );
  const drawn = rows.map((row, index) => {
    const y = TOP + (index + 0.68) * ROW;
    const goal =
      row.goal === null
        ? html``
        : html`<line x1="${at(axis.place(row.goal))}" x2="${at(axis.place(row.goal))}" y1="${at(y - 15)}" y2="${at(y + 15)}" class="goal"><title>goal: at most ${row.goal}</title></line>`;
    return html`<text x="${ROW_LEFT}" y="${at(y - 21)}" class="name">${row.name}</text>
<line x1="${at(axis.place(row.low))}" x2="${at(axis.place(row.high))}" y1="${at(y)}" y2="${at(y)}" class="bounds"/>
${row.dots.map((dot) => html`<circle cx="${at(axis.place(dot))}" cy="${at(y)}" r="3.5" class="dot"><title>${dot.toFixed(3)}</title></circle>`)}
<line x1="${at(axis.place(row.middle))}" x2="${at(axis.place(row.middle))}" y1="${at(y - 11)}" y2="${at(y + 11)}" class="middle"/>${goal}`;
  });
  const one = html`<line x1="${at(axis.place(1))}" x2="${at(axis.place(1))}" y1="${TOP}" y2="${bottom}" class="one"/>`;
  const label = html`<text x="${(ROW_LEFT + WIDTH - RIGHT) / 2}" y="${bottom + 34}" class="axis" text-anchor="middle">${x}</text>`;
  return figure({ title }, html`${ticks}${one}${drawn}${label}`, height);
}

function figure(
  { title, y }: { readonly title: string; readonly y?: string },
  content: Html,
  height: number,
): Html {
  const unit = y === undefined ? html`` : html`<span class="unit">${y}</span>`;
  return html`<figure><figcaption>${title}${unit}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">${content}</svg></figure>
`;
}

function ground(x: Axis, y: Axis): Html {
  return html`${y.ticks.map(
    ({
      value,
      label,
    }) => html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y.place(value))}" y2="${at(y.place(value))}" class="grid"/>
<text x="${LEFT - 8}" y="${at(y.place(value) + 4)}" class="tick" text-anchor="end">${label}</text>`,
  )}${x.ticks.map(
    ({
      value,
      label,
    }) => html`<line x1="${at(x.place(value))}" x2="${at(x.place(value))}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM + 4}" class="stroke"/>
<text x="${at(x.place(value))}" y="${HEIGHT - BOTTOM + 17}" class="tick" text-anchor="middle">${label}</text>`,
  )}`;
}

const nameAcross = (x: string): Html =>
  html`<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 6}" class="axis" text-anchor="middle">${x}</text>`;

/** What stands for which line; once for plots that share them. */
export const legend = (
  series: readonly Pick<Series, 'name' | 'tone' | 'dashed'>[],
): Html => html`<p class="legend">${series.map(
  ({ name, tone, dashed }) =>
    html`<span><svg viewBox="0 0 24 8" aria-hidden="true"><line x1="0" x2="24" y1="4" y2="4" class="line t${tone}${dashed === true ? ' dashed' : ''}"/></svg>${name}</span>`,
)}</p>
`;

/** A tenth of a pixel is enough. */
const at = (place: number): string => String(Math.round(place * 10) / 10);
