import type { EnvRow } from '@parley/shared/lib';

/** A Markdown table of environment variables, each explained in both languages. */
export function variableTable(rows: readonly EnvRow[]): string {
  const lines = rows.map(({ name, default: { en, zh }, ...about }) => {
    const fallback = en === zh ? `\`${en}\`` : `${en}<br>${zh}`;
    return `| \`${name}\` | ${cell(fallback)} | ${cell(about.en)}<br>${cell(about.zh)} |`;
  });
  return ['| variable | default | meaning |', '|---|---|---|', ...lines].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/**
 * A text with what stands between two marks, `<!-- name -->` and `<!-- /name -->`, replaced.
 *
 * @throws Error when the marks are not there
 */
export function fillSection(text: string, name: string, body: string): string {
  const [before, rest] = splitOnce(text, `<!-- ${name} -->\n`);
  const [, after] = splitOnce(rest, `<!-- /${name} -->`);
  return `${before}<!-- ${name} -->\n${body}\n<!-- /${name} -->${after}`;
}

function splitOnce(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`${mark.trim()} is missing`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
