import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { defaultCacheDir } from '../../sfu/worker/cache.ts';
import { obtainWorker } from '../../sfu/worker/obtain.ts';
import { progressPrinter } from '../../sfu/worker/progress.ts';
import { root } from '../run/program.ts';
import { BadSettings, readSetUp } from './settings.ts';

/** Sees to a media worker that runs here and names it to whatever is started from now on. */
export async function prepareWorker(signal: AbortSignal): Promise<void> {
  const setUp = readSetUp(process.env);
  if (!setUp.ok) throw new BadSettings(setUp.error.join('\n'));
  const fromSfu = createRequire(join(root, 'sfu', 'package.json'));
  process.env['MEDIASOUP_WORKER_BIN'] = await obtainWorker({
    mediasoupDir: join(dirname(fromSfu.resolve('mediasoup')), '..', '..'),
    cacheDir: defaultCacheDir(process.env),
    report: progressPrinter(process.stderr),
    env: process.env,
    signal,
  });
}
