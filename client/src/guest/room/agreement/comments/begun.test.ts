import { ClauseId, CommentId, RoomId } from '@parley/shared/ids';
import type { MyPlace } from '@parley/shared/policy';
import { expect, test } from 'vitest';
import { begunIn, BegunRemarks } from './begun.ts';

const placeIn = (roomKind: 'plenary' | 'arrival' | 'caucus', epoch: number): MyPlace => ({
  kind: 'room',
  room: RoomId.parse(`room-${roomKind}`),
  roomKind,
  title: null,
  endsAt: null,
  epoch,
});
const moving: MyPlace = { kind: 'moving', epoch: 2 };
const words = (from: string) =>
  ({
    kind: 'words',
    remarking: {
      root: { clause: ClauseId.parse('clause-price'), language: 'zh' },
      anchor: { from, to: from },
      quote: '',
    },
  }) as const;
const answer = { kind: 'comment', comment: CommentId.parse('comment-1') } as const;

function begun(place: MyPlace, text: string, about: Parameters<BegunRemarks['begin']>[2] = words('AQID')) {
  const remarks = new BegunRemarks();
  remarks.carryInto(place);
  remarks.begin(place, 'agreement', about);
  write(remarks, text);
  return remarks;
}
function write(remarks: BegunRemarks, text: string): void {
  const last = remarks.all().at(-1);
  if (last !== undefined) remarks.change(last.id, { text });
}
const textsIn = (remarks: BegunRemarks, place: MyPlace): string[] =>
  begunIn(remarks.all(), place, 'agreement').map(({ text }) => text);

test('[COM-13] what is begun in the joint session is there again after every move, and in no other room', () => {
  const remarks = begun(placeIn('plenary', 1), 'half a thought');
  for (const place of [moving, placeIn('caucus', 2), placeIn('arrival', 3)]) {
    remarks.carryInto(place);
    expect(textsIn(remarks, place)).toEqual([]);
  }
  remarks.carryInto(placeIn('plenary', 4));
  expect(textsIn(remarks, placeIn('plenary', 4))).toEqual(['half a thought']);
});

test.each(['caucus', 'arrival'] as const)(
  '[COM-13] what is begun in a private room, here %s, stays for that stay alone and is then forgotten',
  (roomKind) => {
    const here = placeIn(roomKind, 2);
    for (const about of [words('AQID'), answer]) {
      for (const next of [moving, placeIn('plenary', 3), placeIn(roomKind, 4)]) {
        const remarks = begun(here, 'our bottom line', about);
        remarks.carryInto({ ...here });
        expect(textsIn(remarks, here)).toEqual(['our bottom line']);
        // Not even before the page has taken in where one stands now.
        expect(textsIn(remarks, next)).toEqual([]);
        remarks.carryInto(next);
        expect(remarks.all()).toEqual([]);
      }
    }
  },
);

test('[COM-13] of the draft nothing is shown beside the agreement', () => {
  const here = placeIn('caucus', 2);
  const remarks = new BegunRemarks();
  remarks.begin(here, 'draft', answer);
  write(remarks, 'not yet');
  expect(textsIn(remarks, here)).toEqual([]);
  expect(begunIn(remarks.all(), here, 'draft')).toHaveLength(1);
});

test('[COM-13] what is begun goes on where it was; what nobody wrote a word of makes room', () => {
  const here = placeIn('plenary', 1);
  const remarks = begun(here, 'half a thought');
  remarks.begin(here, 'agreement', words('AQID'));
  expect(textsIn(remarks, here)).toEqual(['half a thought']);
  remarks.begin(here, 'agreement', words('AQIE'));
  expect(textsIn(remarks, here)).toEqual(['half a thought', '']);
  remarks.begin(here, 'agreement', answer);
  expect(textsIn(remarks, here)).toEqual(['half a thought', '']);
  write(remarks, 'an answer');
  remarks.begin(here, 'agreement', words('AQIE'));
  remarks.dropEmpty();
  expect(textsIn(remarks, here)).toEqual(['half a thought', 'an answer']);
  for (const { id } of remarks.all()) remarks.drop(id);
  expect(remarks.all()).toEqual([]);
  remarks.begin(moving, 'agreement', answer);
  expect(remarks.all()).toEqual([]);
});
