import { afterEach } from 'vitest';
import type { Person } from './people.ts';
import type { Server } from './server.ts';

/** When a test of this file fails, what people's pages and the server wrote meanwhile is told with it. */
export function tellOfFailures(people: () => readonly Person[], server: () => Server): void {
  afterEach(({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const { part, console } of people()) process.stderr.write(`${part}: ${console.join('\n')}\n`);
    process.stderr.write(`${server().output()}\n`);
  });
}
