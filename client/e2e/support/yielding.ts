import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { executable } from './browser.ts';

/** A browser's program, of the lowest priority: whatever else wants the machine comes first. It is put into a folder. */
export async function yielding(folder: string): Promise<string> {
  const program = join(folder, 'browser');
  await writeFile(program, `#!/bin/sh\nexec nice -n 19 '${executable}' "$@"\n`, { mode: 0o755 });
  return program;
}
