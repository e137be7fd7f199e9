import { fileURLToPath } from 'node:url';
import { defaultCacheDir } from './cache.ts';
import { WorkerUnavailable } from './failure.ts';
import { obtainWorker } from './obtain.ts';
import { progressPrinter } from './progress.ts';

// Prints the path of a media worker on standard output, what it takes to get it on standard error.
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());

try {
  const binary = await obtainWorker({
    mediasoupDir: fileURLToPath(new URL('../..', import.meta.resolve('mediasoup'))),
    cacheDir: defaultCacheDir(process.env),
    report: progressPrinter(process.stderr),
    env: process.env,
    signal: stop.signal,
  });
  process.stdout.write(`${binary}\n`);
} catch (error) {
  if (!stop.signal.aborted && !(error instanceof WorkerUnavailable)) throw error;
  process.stderr.write(error instanceof WorkerUnavailable ? `${error.message}\n` : 'stopped\n');
  process.exitCode = 1;
}
