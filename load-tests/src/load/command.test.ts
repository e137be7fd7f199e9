import { expect, test } from 'vitest';
import { BadCommand, readCommand } from './command.ts';
import { helpText } from './help.ts';
import { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const read = (line: string) => readCommand(line.split(' ').filter(Boolean), scenarios);

test('every scenario is named once, says what it is in one line, and is in the help', () => {
  const names = scenarios.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const help = helpText(scenarios);
  for (const { name, says } of scenarios) expect(help).toMatch(new RegExp(`^ {2}${name} +${says}`, 'm'));
});

test.each(['', '--help', '-h', 'hearing --help'])('«%s» asks for help', (line) => {
  expect(read(line)).toEqual({ do: 'help' });
});

test('a scenario runs as it is written down', () => {
  const command = read('meeting');
  expect(command).toMatchObject({ do: 'run', out: 'test-results/load' });
  expect(command).toHaveProperty(
    'scenario',
    scenarios.find(({ name }) => name === 'meeting'),
  );
});

test('an option replaces what the scenario has', () => {
  expect(
    read('hearing --listeners 4 --seconds 2 --rounds 3 --seed 0 --without janus --out /tmp/x'),
  ).toMatchObject({
    out: '/tmp/x',
    scenario: { name: 'hearing', listeners: 4, seconds: 2, rounds: 3, seed: 0, peers: [] },
  });
  for (const name of ['bad-network', 'ramp'])
    expect(read(`${name} --without janus`)).toMatchObject({ scenario: { name, peers: [] } });
});

test.each([
  [
    'nothing',
    /no scenario «nothing»; there are: hearing, lecture, meeting, chat, fault, trial, caucus-day, /,
  ],
  ['hearing meeting', /not also «meeting»/],
  ['hearing --without y-websocket', /^--without names one of: janus, ws, socket\.io$/],
  ['chat --listeners 3', /listeners/],
  ['hearing --people 3', /people/],
  ['chat --people 301', /^--people: /],
  ['hearing --seconds ten', /^--seconds: /],
  ['hearing --seconds 0', /^--seconds: /],
  ['hearing --seconds 1.5', /^--seconds: /],
  ['hearing --listeners 0', /^--listeners: nobody would hear anybody$/],
  ['hearing --speakers 40 --listeners 261', /^--listeners: a case has at most 300 people$/],
  ['hearing --listeners 300', /^--listeners: a case has at most 300 people$/],
  ['hearing --seconds 600 --rounds 50', /^--seconds: a run takes at most 10800 s$/],
  ['bad-network --rounds 0', /^--rounds: /],
  ['ramp --rounds 0', /^--rounds: /],
  ['hearing --speed 3', /speed/],
])('«%s» is refused', (line, message) => {
  expect(() => read(line)).toThrow(BadCommand);
  expect(() => read(line)).toThrow(message);
});

test('a scenario with a word too much is refused', () => {
  expect(Scenario.safeParse({ ...scenarios[0], host: 'example.org' }).success).toBe(false);
});
