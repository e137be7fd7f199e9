import { expect, test } from 'vitest';
import { RATE } from './recogniser.ts';
import { sherpaRecogniser } from './sherpa.ts';

test('sherpa-onnx tells what was made out when it changes, and that it is done at a pause', () => {
  const results = [
    { text: '', end: false, timestamps: [], start_time: 0 },
    { text: ' 我们', end: false, timestamps: [0.5, 0.75], start_time: 0 },
    { text: ' 我们', end: false, timestamps: [0.5, 0.75], start_time: 0 },
    { text: ' 我们付了款', end: true, timestamps: [0.5, 0.75, 1.25], start_time: 0 },
    { text: '', end: true, timestamps: [], start_time: 2.5 },
    { text: '好', end: false, timestamps: [0.25], start_time: 5 },
    { text: '好的', end: false },
  ];
  const given: unknown[] = [];
  let resets = 0;
  const files = { encoder: 'e', decoder: 'd', joiner: 'j', tokens: 't' };
  const recogniser = sherpaRecogniser(
    {
      OnlineRecognizer: class {
        constructor(config: object) {
          given.push(config);
        }
        createStream() {
          return { acceptWaveform: (sound: object) => void given.push(sound) };
        }
        isReady() {
          return false;
        }
        decode() {}
        isEndpoint() {
          return results[0]?.end ?? false;
        }
        reset() {
          resets += 1;
        }
        getResult() {
          return { text: '', ...results[0] };
        }
      },
    },
    files,
  );
  const voice = recogniser.open();
  const heard = Array.from({ length: 7 }, () => {
    const answer = voice.hear(new Float32Array(320));
    results.shift();
    return answer;
  });
  expect(heard).toEqual([
    null,
    { text: '我们', done: false, spoken: { start: 500, end: 750 } },
    null,
    { text: '我们付了款', done: true, spoken: { start: 500, end: 1_250 } },
    null,
    { text: '好', done: false, spoken: { start: 5_250, end: 5_250 } },
    { text: '好的', done: false, spoken: null },
  ]);
  expect(resets).toBe(2);
  expect(given[0]).toMatchObject({
    modelConfig: { transducer: { encoder: 'e', decoder: 'd', joiner: 'j' }, tokens: 't' },
  });
  expect(given[1]).toMatchObject({ sampleRate: RATE });
});
