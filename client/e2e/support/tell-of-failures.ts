import { afterEach } from 'vitest';
import type { Server } from './server.ts';

/** Somebody, and what their page wrote to its console. */
interface AtPage {
  readonly part: string;
  readonly console: readonly string[];
}

/** When a test of this file fails, what people's pages and the server wrote meanwhile is told with it. */
export function tellOfFailures(people: () => readonly AtPage[], server: () => Server): void {
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { part, console } of people()) process.stderr.write(`${part}: ${console.join('\n')}\n`);
    process.stderr.write(`${server().output()}\n`);
  });
}
