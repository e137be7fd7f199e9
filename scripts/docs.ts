import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeConfig } from '../server/src/config/index.ts';
import { describeNodeConfig } from '../sfu/src/config.ts';
import { fillSection, variableTable } from './docs/table.ts';
import { setUpEnvironment } from './prepare/settings.ts';
import { root } from './run/program.ts';

// Writes what README.md says of the environment from the schemas that read it; with --check only compares.
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const path = join(root, 'README.md');
const text = await readFile(path, 'utf8');
const server = variableTable([...describeConfig(), ...setUpEnvironment.rows]);
const node = variableTable(describeNodeConfig());
const written = fillSection(fillSection(text, 'variables', server), 'node variables', node);
if (written !== text) {
  if (values.check) {
    process.stderr.write('README.md does not tell the variables as they are: npm run docs\n');
    process.exitCode = 1;
  } else {
    await writeFile(path, written);
  }
}
