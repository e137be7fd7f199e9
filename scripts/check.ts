import { inOwnFolder } from './run/in-own-folder.ts';
import { orStop } from './run/or-stop.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';
import { staticChecks, unitTests } from './steps/checks.ts';
import { runSteps } from './steps/step.ts';

// The fast part of the tests: without browsers, without the media worker.
stopWithParent();
const stop = listenForStop();
await orStop(stop, async () => {
  const { failed } = await inOwnFolder(() =>
    runSteps([...staticChecks, unitTests], stop.signal, (line) => process.stdout.write(`${line}\n`)),
  );
  process.exitCode = failed === 0 ? 0 : 1;
});
