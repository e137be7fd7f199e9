import { prepareBrowser } from './prepare/browser.ts';
import { buildClient } from './prepare/client.ts';
import { prepareWorker } from './prepare/worker.ts';
import { orStop } from './run/or-stop.ts';
import { run } from './run/program.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

/** What can be done with the whole product and people at browsers; each starts a server of its own. */
const TASKS = {
  'bench:join': 'load-tests/src/join.ts',
  'bench:move': 'load-tests/src/move.ts',
  'bench:interpreting': 'load-tests/src/interpreting.ts',
  pictures: 'client/e2e/pictures.ts',
  'try:network': 'client/e2e/network.ts',
} as const;
const isTask = (name: string | undefined): name is keyof typeof TASKS =>
  name !== undefined && Object.hasOwn(TASKS, name);

stopWithParent();
const [name] = process.argv.slice(2);
if (isTask(name)) {
  const stop = listenForStop();
  await orStop(stop, async () => {
    await prepareBrowser(stop.signal);
    await prepareWorker(stop.signal);
    await buildClient(stop.signal);
    const { code } = await run(process.execPath, [TASKS[name]], { signal: stop.signal, output: 'show' });
    process.exitCode = code;
  });
} else {
  process.stderr.write(`One of these: ${Object.keys(TASKS).join(', ')}\n`);
  process.exitCode = 1;
}
