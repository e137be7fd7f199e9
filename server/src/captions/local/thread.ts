import { parentPort, workerData } from 'node:worker_threads';
import { Listening } from './listening-thread.ts';
import { modelsIn } from './model-files.ts';
import type { ToThread } from './messages.ts';
import { loadSherpa, sherpaRecogniser } from './sherpa.ts';

/** The thread in which speech is understood: nobody else waits while it is. */
if (parentPort === null || typeof workerData !== 'string') throw new Error('this is a thread of its own');
const port = parentPort;
const sherpa = await loadSherpa();
const recognisers = new Map(
  [...modelsIn(workerData)].map(([language, files]) => [language, sherpaRecogniser(sherpa, files)]),
);
const listening = new Listening(
  (language) => recognisers.get(language) ?? recognisers.get(language.split('-')[0] ?? '') ?? null,
  (message) => port.postMessage(message),
);
port.on('message', (message: ToThread) => listening.take(message));
port.postMessage({ type: 'ready', languages: [...recognisers.keys()] });
