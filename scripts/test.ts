import { parseArgs } from 'node:util';
import { prepareBrowser } from './prepare/browser.ts';
import { prepareWorker } from './prepare/worker.ts';
import { inOwnFolder } from './run/in-own-folder.ts';
import { orStop } from './run/or-stop.ts';
import { listenForStop, stopWithParent } from './run/stop.ts';
import { browserTests, staticChecks, unitAndContractTests } from './steps/checks.ts';
import { runSteps } from './steps/step.ts';

/** `npm test`: what has to hold before a change lands; `npm test -- --all`: also the tests that take long by themselves. */
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const reach = values.all ? 'all' : 'usual';

stopWithParent();
const stop = listenForStop();
await orStop(stop, async () => {
  await prepareBrowser(stop.signal);
  await prepareWorker(stop.signal);
  const steps = [...staticChecks, unitAndContractTests(reach), browserTests(reach)];
  const { failed } = await inOwnFolder(() =>
    runSteps(steps, stop.signal, (line) => process.stdout.write(`${line}\n`)),
  );
  process.exitCode = failed === 0 ? 0 : 1;
});
