import { expect, test } from 'vitest';
import { ChatScenario } from '../scenario.ts';
import { roundScenarios } from '../scenarios.ts';
import { Tally } from '../tally.ts';
import { ChatCrowd } from './crowd.ts';
import { readText, writeText } from './text.ts';

const scenario = ChatScenario.parse({
  ...roundScenarios.find(({ kind }) => kind === 'chat'),
  people: 3,
  messagesPerSecond: 50,
});

test('a message is as long as it is to be, and says who wrote it, when, and for whom', () => {
  const said = { stream: 12, count: 7, place: 3, at: 1234.5678 };
  const text = writeText(said, 120);
  expect(text).toHaveLength(120);
  expect(readText(text)).toEqual(said);
});

test.each(['', 'hello', 'load x 1 1 1 ', 'load 1 2 3 4 xy'])('«%s» is no message of ours', (text) => {
  expect(readText(text)).toBeNull();
});

/** They are all in, and a second goes by. */
function written(enter: (crowd: ChatCrowd, said: string[]) => void) {
  const tally = new Tally();
  const crowd = new ChatCrowd(scenario, tally);
  tally.count({ from: 0, to: Number.POSITIVE_INFINITY });
  const said: string[] = [];
  enter(crowd, said);
  for (let at = 0; at <= 1_000; at += 5) crowd.tick(10_000 + at);
  return { tally, crowd, said };
}

const allIn = (crowd: ChatCrowd, said: string[]): void => {
  for (const guest of crowd.guests) guest.say = (text) => void said.push(text);
};

test('so many a second are written, by all in turn', () => {
  const { said } = written(allIn);
  expect(said).toHaveLength(50);
  expect(said.slice(0, 4).map((text) => readText(text)?.stream)).toEqual([0, 1, 2, 0]);
});

test('everyone is to be told each message, who wrote it too', () => {
  const { tally, crowd, said } = written(allIn);
  expect(crowd.expected(tally)).toBe(150);
  for (const guest of crowd.guests) for (const text of said) guest.hear(text);
  crowd.guests[0]?.hear('something else');
  expect(tally.receivedInWindow).toBe(150);
});

test('nobody writes before everybody is in, and nobody after the end', () => {
  expect(written((crowd, said) => allIn(new ChatCrowd(scenario, new Tally()), said)).said).toEqual([]);
  const ended = written((crowd, said) => {
    allIn(crowd, said);
    crowd.end();
  });
  expect(ended.said).toEqual([]);
});
