import * as encoding from 'lib0/encoding';
import { type RawBlock, rawUpdate } from '../raw.ts';
import { editFrame } from './editor.ts';

export interface Attack {
  readonly what: string;
  /** From this place in one's own clock on; `run` is a run of text of one's own. */
  readonly frames: (client: number, clock: number, run: Id) => readonly Uint8Array[];
}

interface Id {
  readonly client: number;
  readonly clock: number;
}

const block = (client: number, clock: number, structs: RawBlock['structs']): RawBlock => ({
  client,
  clock,
  structs,
});

const one =
  (update: (client: number, clock: number, run: Id) => Uint8Array): Attack['frames'] =>
  (...at) => [editFrame(update(...at))];

/** Edits and carets as dear as they can be made. */
export const attacks: readonly Attack[] = [
  {
    what: '4,000 structs, each behind all that came before it',
    frames: one((client, clock, run) => {
      // 2,000 neighbours, and as many that are told to stand before one of them each, but behind nothing.
      const anchors = Array.from({ length: 2_000 }, (_, index) =>
        index === 0
          ? { parent: run, content: { text: 'a' } }
          : { origin: { client, clock: clock + index - 1 }, content: { text: 'a' } },
      );
      const steppers = Array.from({ length: 2_000 }, (_, index) => ({
        right: { client, clock: clock + index },
        content: { text: 'b' },
      }));
      return rawUpdate([block(client, clock, [...anchors, ...steppers])]);
    }),
  },
  {
    what: '250 structs, each over 1,500 that are there',
    frames: (client, clock, run) => {
      const neighbours = Array.from({ length: 1_500 }, () => ({ parent: run, content: { text: 'a' } }));
      const before = rawUpdate([block(client, clock, neighbours)]);
      const steppers = Array.from({ length: 250 }, () => ({
        right: { client, clock },
        content: { text: 'b' },
      }));
      const after = rawUpdate([block(client, clock + neighbours.length, steppers)]);
      return [editFrame(before), editFrame(after)];
    },
  },
  {
    what: '250 KB of one text',
    frames: one((client, clock, run) =>
      rawUpdate([block(client, clock, [{ parent: run, content: { text: 'x'.repeat(250_000) } }])]),
    ),
  },
  {
    what: '80,000 deletions of what is gone',
    frames: one((client) =>
      rawUpdate(
        [],
        [{ client, ranges: Array.from({ length: 60_000 }, (_, index) => [index * 2, 1] as const) }],
      ),
    ),
  },
  {
    what: '85,000 structs that are too many',
    frames: one((client, clock) =>
      rawUpdate([
        block(
          client,
          clock,
          Array.from({ length: 85_000 }, () => ({ content: { gone: 1 } })),
        ),
      ]),
    ),
  },
  {
    what: 'a count that no memory would hold',
    frames: one((client) => new Uint8Array([1, 0xff, 0xff, 0xff, 0xff, 0x0f, client & 127, 0, 0])),
  },
  {
    what: '4,000 marks',
    frames: one((client, clock, run) =>
      rawUpdate([
        block(
          client,
          clock,
          Array.from({ length: 4_000 }, () => ({ parent: run, content: { format: 'bold', value: {} } })),
        ),
      ]),
    ),
  },
  {
    what: 'a clause of 1 MB, in five edits',
    frames: (client, clock, run) =>
      Array.from({ length: 5 }, (_, index) => {
        const text = 'x'.repeat(210_000);
        const at = clock + index * text.length;
        return editFrame(rawUpdate([block(client, at, [{ parent: run, content: { text } }])]));
      }),
  },
  {
    what: '9,900 clauses that nobody has heard of',
    frames: one((client, clock) =>
      rawUpdate([
        block(
          client,
          clock,
          Array.from({ length: 9_900 }, (_, index) => ({
            parent: `clause-made-up-${index}/zh`,
            content: { element: 'paragraph' },
          })),
        ),
      ]),
    ),
  },
  {
    what: '9,900 lists, each in the one before',
    frames: one((client, clock, run) =>
      rawUpdate([
        block(
          client,
          clock,
          Array.from({ length: 9_900 }, (_, index) => ({
            parent: index === 0 ? run : { client, clock: clock + index - 1 },
            content: { element: 'bulletList' },
          })),
        ),
      ]),
    ),
  },
  {
    what: '20,000 moves of a caret',
    frames: (client) => Array.from({ length: 20_000 }, (_, index) => caretFrame(client, index + 1)),
  },
];

function caretFrame(client: number, clock: number): Uint8Array {
  const states = encoding.createEncoder();
  for (const number of [1, client, clock]) encoding.writeVarUint(states, number);
  const place = { tname: `clause-editor0/zh`, item: { client, clock: clock % 100 }, assoc: 0 };
  const state = { clause: 'clause-editor0', language: 'zh', anchor: place, head: place };
  encoding.writeVarString(states, JSON.stringify(state));
  const frame = encoding.createEncoder();
  encoding.writeVarUint(frame, 1);
  encoding.writeVarUint8Array(frame, encoding.toUint8Array(states));
  return encoding.toUint8Array(frame);
}
