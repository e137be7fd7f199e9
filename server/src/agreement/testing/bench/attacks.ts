import { type RawBlock, rawUpdate } from '../raw.ts';

interface Attack {
  readonly what: string;
  /** From this place in one's own clock on; `run` is a run of text of one's own. */
  readonly update: (client: number, clock: number, run: { client: number; clock: number }) => Uint8Array;
}

const block = (client: number, clock: number, structs: RawBlock['structs']): RawBlock => ({
  client,
  clock,
  structs,
});

/** Edits as dear as they can be made. */
export const attacks: readonly Attack[] = [
  {
    what: '4,000 structs, each behind all that came before it',
    update: (client, clock, run) => {
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
    },
  },
  {
    what: '250 KB of one text',
    update: (client, clock, run) =>
      rawUpdate([block(client, clock, [{ parent: run, content: { text: 'x'.repeat(250_000) } }])]),
  },
  {
    what: '80,000 deletions of what is gone',
    update: (client) =>
      rawUpdate(
        [],
        [{ client, ranges: Array.from({ length: 60_000 }, (_, index) => [index * 2, 1] as const) }],
      ),
  },
  {
    what: '85,000 structs that are too many',
    update: (client, clock) =>
      rawUpdate([
        block(
          client,
          clock,
          Array.from({ length: 85_000 }, () => ({ content: { gone: 1 } })),
        ),
      ]),
  },
  {
    what: 'a count that no memory would hold',
    update: (client) => new Uint8Array([1, 0xff, 0xff, 0xff, 0xff, 0x0f, client & 127, 0, 0]),
  },
  {
    what: '4,000 marks',
    update: (client, clock, run) =>
      rawUpdate([
        block(
          client,
          clock,
          Array.from({ length: 4_000 }, () => ({ parent: run, content: { format: 'bold', value: {} } })),
        ),
      ]),
  },
];
