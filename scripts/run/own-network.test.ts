import { z } from 'zod';
import { expect, test } from 'vitest';
import { ownNetwork } from './own-network.ts';
import { run } from './program.ts';

const Interfaces = z.record(z.string(), z.array(z.object({ family: z.string(), address: z.string() })));

test('whoever can make a network of its own is alone in it; for anybody else the program runs as it is', async () => {
  const { program, before } = await ownNetwork(process.execPath);
  const { code, output } = await run(
    program,
    [...before, '-e', 'console.log(JSON.stringify(require("node:os").networkInterfaces()))'],
    { output: 'hide' },
  );
  expect(code).toBe(0);
  const found = Object.values(Interfaces.parse(JSON.parse(output))).flat();
  const addresses = found.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  const isAlone = addresses.every((address) => address.startsWith('127.'));
  expect(addresses).toContain('127.0.0.1');
  expect(isAlone || program === process.execPath).toBe(true);
});
