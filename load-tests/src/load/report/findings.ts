import {
  type Check,
  checkLine,
  type FigureGroup,
  figureText,
  isKept,
  type Plot,
  valueText,
} from '../findings.ts';
import { productName, productWhat } from '../parley/product.ts';
import type { FindingsResult } from '../result.ts';
import { type Html, html } from './html.ts';
import { machineTable, pageOf } from './page.ts';
import { legend, linePlot } from './plots.ts';

/** What a run has found, as one page. */
export function findingsPage(result: FindingsResult): string {
  const { verdict, good, offered, checks, figures, plots, notes, beside = [] } = result.findings;
  return pageOf(
    result,
    html`<p class="verdict ${good ? 'kept' : 'broken'}">${verdict}</p>
${notes.map(
  (note) => html`<p class="note">${note}</p>
`,
)}<h2>What must never happen</h2>
${checksTable(checks)}
${figures.map(group)}
<h2>As it went</h2>
<div class="plots">${plots.filter(hasPoints).map(plot)}</div>
<h2>What was offered</h2>
<p>${offered}</p>
${machineTable(result.machine, result.seconds, [
  [productName, productWhat],
  ...beside.map(({ name, what }) => [name, what] as const),
])}`,
  );
}

const checksTable = (checks: readonly Check[]): Html => html`<table class="findings">
${checks.map(
  (
    check,
  ) => html`<tr><td>${check.what}</td><td class="${isKept(check) ? 'kept' : 'broken'}">${check.wrong} of ${check.of.toLocaleString('en')}</td><td class="soft">${check.more ?? ''}</td></tr>
`,
)}</table>
`;

const group = ({ title, figures }: FigureGroup): Html => html`<h2>${title}</h2>
<table class="findings">
${figures.map(
  (
    figure,
  ) => html`<tr><td>${figure.name}</td><td class="value">${valueText(figure)}</td><td>${(figure.high ?? []).join(', ')}</td><td class="soft">${figure.more ?? ''}</td></tr>
`,
)}</table>
`;

const hasPoints = ({ series }: Plot): boolean => series.some(({ points }) => points.length > 1);

/** With its own legend, where there is more than one line. */
function plot({ series, ...rest }: Plot): Html {
  const lines = series.map((each, tone) => ({ ...each, tone }));
  return html`<div>${linePlot({ ...rest, series: lines })}${lines.length > 1 ? legend(lines) : html``}</div>`;
}

/** For a terminal. */
export function findingsSummary({ findings }: Pick<FindingsResult, 'findings'>): string[] {
  const { verdict, checks, figures, notes } = findings;
  const width = Math.max(...figures.flatMap((each) => each.figures.map(({ name }) => name.length)));
  return [
    verdict,
    ...notes,
    '',
    ...checks.map(checkLine),
    ...figures.flatMap(({ title, figures: all }) => [
      '',
      title,
      ...all.map((figure) => `  ${figure.name.padEnd(width)}   ${figureText(figure)}`),
    ]),
  ];
}
