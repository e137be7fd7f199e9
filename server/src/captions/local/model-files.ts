import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language } from '@parley/shared/session';

/** A streaming transducer, as sherpa-onnx's own models come. */
export interface ModelFiles {
  readonly encoder: string;
  readonly decoder: string;
  readonly joiner: string;
  readonly tokens: string;
}

const NEEDED =
  'a streaming transducer is encoder….onnx, decoder….onnx, joiner….onnx and tokens.txt, and no other model is understood';

/**
 * The models in a folder, each in a folder of its language: `zh/encoder….onnx`, `zh/decoder….onnx`, `zh/joiner….onnx`
 * and `zh/tokens.txt`. Throws one line that says what is missing.
 */
export function modelsIn(folder: string): ReadonlyMap<string, ModelFiles> {
  const languages = foldersIn(folder);
  if (languages.length === 0) {
    throw new Error(`CAPTIONS_MODEL_DIR: ${folder} has no folder of a language, such as zh or en`);
  }
  const other = languages.find((language) => !Language.safeParse(language).success);
  if (other !== undefined) {
    throw new Error(
      `CAPTIONS_MODEL_DIR: ${join(folder, other)} is not named by a language, such as zh or en`,
    );
  }
  return new Map(languages.map((language) => [language, filesIn(join(folder, language))]));
}

function foldersIn(folder: string): string[] {
  try {
    const found = readdirSync(folder, { withFileTypes: true });
    return found.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  } catch {
    throw new Error(`CAPTIONS_MODEL_DIR: ${folder} cannot be read`);
  }
}

function filesIn(folder: string): ModelFiles {
  const names = readdirSync(folder).sort();
  const file = (what: string, fits: (name: string) => boolean): string => {
    const fitting = names.filter(fits);
    // Of two the one that asks less of the processor.
    const name = fitting.find((each) => each.includes('.int8.')) ?? fitting[0];
    if (name === undefined) throw new Error(`CAPTIONS_MODEL_DIR: ${folder} has no ${what}; ${NEEDED}`);
    return join(folder, name);
  };
  const onnx = (part: string): string =>
    file(`${part}….onnx`, (name) => name.startsWith(part) && name.endsWith('.onnx'));
  return {
    encoder: onnx('encoder'),
    decoder: onnx('decoder'),
    joiner: onnx('joiner'),
    tokens: readable(file('tokens.txt', (name) => name === 'tokens.txt')),
  };
}

/** Each line a token and its number; sherpa-onnx would end at the first word that is not among them. */
function readable(tokens: string): string {
  const lines = readFileSync(tokens, 'utf8').split('\n');
  const isToken = (line: string): boolean => /\s\d+\s*$/.test(line);
  const wrong = lines.findIndex((line) => line.trim() !== '' && !isToken(line));
  if (wrong < 0 && lines.some(isToken)) return tokens;
  throw new Error(
    `CAPTIONS_MODEL_DIR: line ${Math.max(wrong, 0) + 1} of ${tokens} is no token and its number`,
  );
}
