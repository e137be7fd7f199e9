import { expect, test } from 'vitest';
import { certificateHosts } from './names.ts';
import { certificateFor } from './testing.ts';

const hostsOf = async (hosts: readonly string[]) => certificateHosts((await certificateFor(hosts)).cert);

test('names and addresses, in their order, as a URL spells them', async () => {
  expect(await hostsOf(['Room.Example.cn', '10.0.0.5', '::1', 'room.example.cn'])).toEqual([
    'room.example.cn',
    '10.0.0.5',
    '[::1]',
  ]);
});

test('a wildcard is no host', async () => {
  expect(await hostsOf(['*.example.cn', 'example.cn'])).toEqual(['example.cn']);
});
