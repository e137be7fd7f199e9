import { prepareBrowser } from './prepare/browser.ts';
import { prepareWorker } from './prepare/worker.ts';
import { inOwnFolder } from './run/in-own-folder.ts';
import { orStop } from './run/or-stop.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';
import { browserTests, staticChecks, unitAndContractTests } from './steps/checks.ts';
import { runSteps } from './steps/step.ts';

// All that has to hold before a change lands.
stopWithParent();
const stop = listenForStop();
await orStop(stop, async () => {
  await prepareBrowser(stop.signal);
  await prepareWorker(stop.signal);
  const steps = [...staticChecks, unitAndContractTests, browserTests];
  const { failed } = await inOwnFolder(() =>
    runSteps(steps, stop.signal, (line) => process.stdout.write(`${line}\n`)),
  );
  process.exitCode = failed === 0 ? 0 : 1;
});
