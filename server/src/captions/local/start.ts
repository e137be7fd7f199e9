import { type ChildProcess, fork } from 'node:child_process';
import type { Language } from '@parley/shared/session';
import { FromProcess, type ToProcess } from './messages.ts';

/** The process as it is spoken to. */
export interface OwnProcess {
  /** It has a model of each. */
  readonly languages: readonly Language[];
  post(message: ToProcess): void;
  onMessage(listener: (message: FromProcess) => void): void;
  onEnd(listener: () => void): void;
  end(): void;
}

/** No model takes so long to be loaded: a process that does has come to grief, and another may not. */
const LOADING_MS = 120_000;
/** Of what it says when it cannot begin. */
const MOST_SAID = 4_000;

/**
 * Resolves once the models are loaded; rejects with one line when they cannot be. A process and no thread: sherpa-onnx
 * ends the one it runs in over a file it cannot read, or a word it does not find among its own.
 */
export async function startProcess(
  modelDir: string,
  program = new URL('./process.ts', import.meta.url),
  loadingMs = LOADING_MS,
): Promise<OwnProcess> {
  const child = fork(program, [modelDir], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // What the server knows is not for it.
    env: {},
  });
  const languages = await begun(child, modelDir, loadingMs).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    languages,
    post: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', (message) => listener(FromProcess.parse(message))),
    onEnd: (listener) => void child.once('exit', () => listener()),
    end: () => void child.kill('SIGKILL'),
  };
}

async function begun(child: ChildProcess, modelDir: string, loadingMs: number): Promise<readonly Language[]> {
  let loading = modelDir;
  let said = '';
  // Also later it has to be read, or the process would wait for that.
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, MOST_SAID);
  });
  const { promise, resolve, reject } = Promise.withResolvers<readonly Language[]>();
  const follow = (message: unknown): void => {
    const told = FromProcess.parse(message);
    if (told.type === 'loading') loading = told.folder;
    if (told.type === 'failed') reject(new Error(told.line));
    if (told.type === 'ready') resolve(told.languages);
  };
  child.on('message', follow);
  child.on('error', reject);
  child.once('close', () => reject(new Error(unloadable(loading, said))));
  const late = setTimeout(() => reject(new Error(unloadable(loading, 'it takes too long'))), loadingMs);
  return promise.finally(() => {
    clearTimeout(late);
    child.off('message', follow);
  });
}

const unloadable = (folder: string, said: string): string =>
  `CAPTIONS_MODEL_DIR: ${folder} has no streaming transducer that sherpa-onnx can load (${reasonIn(said)})`;

/** The first line that says something: without where in the program it was said, and that the program ends. */
function reasonIn(said: string): string {
  const lines = said
    .split('\n')
    .filter((line) => !line.startsWith('terminate called'))
    .map((line) => line.replace(/^(?:\s*what\(\):|\/\S+:\d+) */, '').trim());
  return lines.find((line) => line !== '') ?? 'it ended without a word';
}
