import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Model, onnx } from './onnx.ts';

/** What sherpa-onnx makes of sound: this many bands of it, so many times a second. */
const BANDS = 80;
/** Moments that the encoder takes at once, and by how many it goes on: 40 ms of a word’s time. */
const TAKES = 9;
const GOES_ON = 4;
/** Carried from one piece of sound to the next, though this model remembers nothing. */
const MEMORY = 8;

/** What it understands, each with the bands in which it sounds; nothing, and what is no word, come first and last. */
const WORDS: readonly { readonly token: string; readonly bands: readonly number[] }[] = [
  { token: '<blk>', bands: [] },
  { token: '▁one', bands: [21, 22, 23] },
  { token: '▁two', bands: [43, 44, 45] },
  { token: '<unk>', bands: [] },
];
const SIZE = WORDS.length;
/** What a word’s bands are to be louder than, as logarithms; silence is at −16, a tone at 0 to 4. */
const LOUD = -6;
/** A word is not made out twice without another between; and what is no word never. */
const NEVER = -1_000;

/** How loud each band is on the average. */
const encoder: Model = {
  nodes: [
    { does: 'ReduceMean', takes: ['x'], gives: ['encoder_out'], attributes: { axes: [1], keepdims: 1 } },
    { does: 'Identity', takes: ['h'], gives: ['next_h'] },
    { does: 'Identity', takes: ['c'], gives: ['next_c'] },
  ],
  inputs: [
    { name: 'x', type: 'float', size: ['N', TAKES, BANDS] },
    { name: 'h', type: 'float', size: [1, 'N', MEMORY] },
    { name: 'c', type: 'float', size: [1, 'N', MEMORY] },
  ],
  outputs: [
    { name: 'encoder_out', type: 'float', size: ['N', 1, BANDS] },
    { name: 'next_h', type: 'float', size: [1, 'N', MEMORY] },
    { name: 'next_c', type: 'float', size: [1, 'N', MEMORY] },
  ],
  metadata: {
    model_type: 'lstm',
    num_encoder_layers: 1,
    T: TAKES,
    decode_chunk_len: GOES_ON,
    rnn_hidden_size: MEMORY,
    d_model: MEMORY,
  },
};

/** What may not come next, by the word that came last. */
const decoder: Model = {
  nodes: [
    { does: 'Gather', takes: ['y', 'last'], gives: ['word'], attributes: { axis: 1 } },
    { does: 'Max', takes: ['word', 'blank'], gives: ['known'] },
    { does: 'Gather', takes: ['next', 'known'], gives: ['row'], attributes: { axis: 0 } },
    { does: 'Squeeze', takes: ['row', 'last'], gives: ['decoder_out'] },
  ],
  constants: [
    { name: 'last', size: [1], numbers: BigInt64Array.of(1n) },
    { name: 'blank', size: [1], numbers: BigInt64Array.of(0n) },
    {
      name: 'next',
      size: [SIZE, SIZE],
      numbers: table(SIZE, (last, next) => (last === next && last !== 0 ? NEVER : 0)),
    },
  ],
  inputs: [{ name: 'y', type: 'int64', size: ['N', 2] }],
  outputs: [{ name: 'decoder_out', type: 'float', size: ['N', SIZE] }],
  metadata: { vocab_size: SIZE, context_size: 2 },
};

/** The word whose bands are loud, if any, and if it may come. */
const joiner: Model = {
  nodes: [
    { does: 'MatMul', takes: ['encoder_out', 'bands'], gives: ['loud'] },
    { does: 'Add', takes: ['loud', 'least'], gives: ['heard'] },
    { does: 'Add', takes: ['heard', 'decoder_out'], gives: ['logit'] },
  ],
  constants: [
    {
      name: 'bands',
      size: [BANDS, SIZE],
      numbers: table(BANDS, (band, word) => {
        const bands = WORDS[word]?.bands ?? [];
        return bands.includes(band) ? 1 / bands.length : 0;
      }),
    },
    { name: 'least', size: [SIZE], numbers: Float32Array.of(LOUD, 0, 0, NEVER) },
  ],
  inputs: [
    { name: 'encoder_out', type: 'float', size: ['N', BANDS] },
    { name: 'decoder_out', type: 'float', size: ['N', SIZE] },
  ],
  outputs: [{ name: 'logit', type: 'float', size: ['N', SIZE] }],
  metadata: { joiner_dim: BANDS },
};

/** For each word a number in each row. */
function table(rows: number, entry: (row: number, word: number) => number): Float32Array {
  return Float32Array.from({ length: rows * SIZE }, (_, at) => entry(Math.floor(at / SIZE), at % SIZE));
}

/** A streaming transducer that understands a tone of 700 Hz as «one» and of 2,000 Hz as «two», put into a folder. */
export async function writeToneModel(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tokens = WORDS.map(({ token }, index) => `${token} ${index}\n`).join('');
  await Promise.all([
    writeFile(join(folder, 'encoder.onnx'), onnx(encoder)),
    writeFile(join(folder, 'decoder.onnx'), onnx(decoder)),
    writeFile(join(folder, 'joiner.onnx'), onnx(joiner)),
    writeFile(join(folder, 'tokens.txt'), tokens),
  ]);
}
