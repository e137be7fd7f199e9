import type { MachineFacts } from '../machine/facts.ts';
import { type Html, html } from './html.ts';
import { style } from './style.ts';

/** What stands at the top of every page. */
interface Top {
  readonly scenario: { readonly name: string; readonly says: string; readonly seed: number };
  readonly command: string;
  readonly startedAt: string;
}

/** A page that needs nothing beside it. */
export const pageOf = ({ scenario, command, startedAt }: Top, content: Html): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${scenario.name} – load test</title><style>${{ html: style }}</style></head><body>
<h1>${scenario.name}</h1>
<p>${scenario.says}.</p>
<p class="soft">${startedAt.slice(0, 16).replace('T', ' ')} UTC, <code>${command}</code>, seed ${scenario.seed}</p>
${content}
</body></html>
`.html;

/** `more`: what else ran. */
export function machineTable(
  machine: MachineFacts,
  seconds: number,
  more: readonly (readonly [string, string])[],
): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['machine', `${machine.cores} × ${machine.cpu}, ${machine.memoryGb} GB`],
    ['system', machine.system],
    ['Node.js', machine.node],
    ['the people who come', machine.generator],
    ...more,
    ['commit', machine.commit],
    ['load before', machine.loadBefore.toFixed(2)],
    ['took', `${Math.round(seconds)} s`],
  ];
  return html`<h2>The machine, and what ran on it</h2>
<div class="scroll"><table>${rows.map(
    ([name, value]) => html`<tr><td>${name}</td><td style="white-space: normal">${value}</td></tr>
`,
  )}</table></div>
`;
}
