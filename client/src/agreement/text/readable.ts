/** Lines of a canonical text that say where a table and its rows begin and end. */
const FRAME = /^\|[><-]$/;
/** How a line of one begins: a level of headings, a cell, perhaps over several columns and rows. */
const SIGN = /^(?:#+ |\|=?(?:\d+x\d+)? )/;
/** What a sum, a date or a term means to a machine. */
const MEANING = /(\\.)|⟨(?:[^⟨⟩\\]|\\.)*⟩/gsu;

/** The words of a canonical text as a person reads them, without what only tells one structure from another. */
export const readable = (canonical: string): string =>
  canonical
    .split('\n')
    .filter((line) => !FRAME.test(line.trim()))
    .map((line) =>
      line
        .trimStart()
        .replace(SIGN, '')
        .replaceAll(MEANING, '$1')
        .replaceAll('\\n', '\n')
        .replaceAll('\\t', '\t')
        .replaceAll(/\\(.)/gu, '$1'),
    )
    .join('\n');
