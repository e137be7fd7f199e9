import { prepareWorker } from './prepare/worker.ts';
import { orStop } from './run/or-stop.ts';
import { OwnFolder } from './run/own-folder.ts';
import { ownNetwork } from './run/own-network.ts';
import { run } from './run/program.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';

/** `npm run load`: see load-tests/README.md. */
const LOAD = 'load-tests/src/load.ts';

stopWithParent();
const args = process.argv.slice(2);
const stop = listenForStop();
await orStop(stop, async () => {
  const asksForHelp = args.length === 0 || args.includes('--help') || args.includes('-h');
  if (!asksForHelp) await prepareWorker(stop.signal);
  const { program, before } = asksForHelp
    ? { program: process.execPath, before: [] }
    : await ownNetwork(process.execPath);
  const folder = await OwnFolder.open();
  try {
    const env = { ...process.env, TMPDIR: folder.path };
    const { code } = await run(program, [...before, LOAD, ...args], {
      signal: stop.signal,
      output: 'show',
      env,
    });
    process.exitCode = code;
  } finally {
    await folder.close();
  }
});
