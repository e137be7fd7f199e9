import { dirname } from 'node:path';
import { Listening } from './listening.ts';
import { modelsIn } from './model-files.ts';
import { type FromProcess, ToProcess } from './messages.ts';
import { loadSherpa, sherpaRecogniser } from './sherpa.ts';

/** The process in which speech is understood. It ends with the server, and not before it. */
process.on('disconnect', () => process.exit());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

const tell = (message: FromProcess): void => void process.send?.(message);

async function begin(modelDir: string): Promise<void> {
  const sherpa = await loadSherpa();
  const recognisers = new Map(
    [...modelsIn(modelDir)].map(([language, files]) => {
      tell({ type: 'loading', folder: dirname(files.tokens) });
      return [language, sherpaRecogniser(sherpa, files)];
    }),
  );
  const listening = new Listening(
    (language) => recognisers.get(language) ?? recognisers.get(language.split('-')[0] ?? '') ?? null,
    tell,
  );
  process.on('message', (message) => listening.take(ToProcess.parse(message)));
  tell({ type: 'ready', languages: [...recognisers.keys()] });
}

await begin(process.argv[2] ?? '').catch((error: unknown) => {
  tell({ type: 'failed', line: error instanceof Error ? error.message : String(error) });
  process.disconnect();
});
