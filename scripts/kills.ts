import { parseArgs } from 'node:util';
import { orStop } from './run/or-stop.ts';
import { run } from './run/program.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

/** `npm run test:kills -- --kills 1000 --seed 1`: the nightly run of what `npm test` does fifty times. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});
const TEST = 'server/src/agreement/durability.slow.test.ts';

stopWithParent();
const stop = listenForStop();
await orStop(stop, async () => {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'slow'];
  const env = { ...process.env, KILLS: values.kills, SEED: values.seed };
  const { code } = await run(process.execPath, [...args, TEST], { signal: stop.signal, env });
  process.exitCode = code;
});
