import { CaptionId } from '@parley/shared/ids';
import { describe, expect, test } from 'vitest';
import { mediator, party } from './testing/people.ts';
import { inPlenary, type Seat } from './testing/seat.ts';

const line = (name: string, text: string, over: { language?: string; done?: boolean } = {}) => ({
  id: CaptionId.parse(name.padEnd(8, '_')),
  by: mediator,
  language: 'en',
  text,
  done: true,
  ...over,
});

const epochOf = ({ model }: Seat): number => {
  const place = model.view?.place;
  if (place?.kind !== 'room') throw new Error('in no room');
  return place.epoch;
};
const texts = ({ model }: Seat) => model.captions.map(({ text }) => text);

/** A party in the joint session, who reads captions in English. */
async function reading(): Promise<Seat> {
  const seat = await inPlenary(party);
  await Promise.all([seat.engine.captions.choose('en'), seat.pass()]);
  return seat;
}

async function told(seat: Seat, ...lines: readonly ReturnType<typeof line>[]): Promise<void> {
  for (const each of lines) seat.server.spreadCaption(seat.server.state.plenary, each);
  await seat.pass();
}

describe('captions that are read', () => {
  test('a line is written on, and the last three stay', async () => {
    const seat = await reading();
    await told(seat, line('a', 'We', { done: false }));
    expect(texts(seat)).toEqual(['We']);
    await told(seat, line('a', 'We go on.'), line('b', 'Two.'), line('c', 'Three.'), line('d', 'Four.'));
    expect(texts(seat)).toEqual(['Two.', 'Three.', 'Four.']);
  });

  test('a line that is taken back is gone', async () => {
    const seat = await reading();
    await told(seat, line('a', 'One.'), line('b', 'Tw', { done: false }), line('b', ''));
    expect(texts(seat)).toEqual(['One.']);
  });

  test('[CAP-9] leaving the room takes them from the page at once', async () => {
    const seat = await reading();
    await told(seat, line('a', 'Between us.'));
    seat.server.holdMoves = true;
    seat.server.move(party, mediator);
    await seat.pass();
    expect(seat.model.captions).toEqual([]);
    seat.server.holdMoves = false;
    seat.server.settle();
    await seat.pass();
    expect(seat.model.captions).toEqual([]);
  });

  test('[CAP-9] one that was on its way from the room before is not shown', async () => {
    const seat = await reading();
    const epoch = epochOf(seat);
    seat.server.move(party, mediator);
    await seat.pass();
    const room = seat.server.state.plenary;
    seat.server.tell(party, 'caption', { room, epoch, line: line('a', 'Between us.') });
    await seat.pass();
    expect(seat.model.captions).toEqual([]);
  });

  test('[CAP-9] so do another language, and turning them off', async () => {
    const seat = await reading();
    await told(seat, line('a', 'One.'));
    await Promise.all([seat.engine.captions.choose('zh'), seat.pass()]);
    expect(texts(seat)).toEqual([]);
    await told(seat, line('b', '二。', { language: 'zh' }));
    expect(texts(seat)).toEqual(['二。']);
    await Promise.all([seat.engine.captions.choose(null), seat.pass()]);
    expect(texts(seat)).toEqual([]);
  });

  test('what nobody writes on is put away after a while', async () => {
    const seat = await reading();
    await told(seat, line('a', 'One.'));
    await seat.pass(19_000);
    expect(texts(seat)).toEqual(['One.']);
    await told(seat, line('b', 'Two.'));
    await seat.pass(19_000);
    expect(texts(seat)).toEqual(['One.', 'Two.']);
    await seat.pass(2_000);
    expect(texts(seat)).toEqual([]);
  });
});

/** The same party, whom the mediator has named. */
async function typing(): Promise<Seat> {
  const seat = await reading();
  seat.server.as(mediator, { type: 'captioner.name', participant: party, named: true });
  await seat.pass();
  return seat;
}
const written = ({ server }: Seat) => server.asked.filter((name) => name === 'caption.write').length;

describe('captions that are typed', () => {
  test('[CAP-10] go out as they are typed, twice a second at most, and whole once they are done', async () => {
    const seat = await typing();
    const epoch = epochOf(seat);
    for (const text of ['W', 'We', 'We ', 'We g', 'We go']) {
      seat.engine.captions.type({ epoch, language: 'en', text });
    }
    await seat.pass();
    expect(texts(seat)).toEqual(['W']);
    await seat.pass(500);
    expect(texts(seat)).toEqual(['We go']);
    expect(written(seat)).toBe(2);
    await Promise.all([
      seat.engine.captions.finish({ epoch, language: 'en', text: 'We go on.' }),
      seat.pass(),
    ]);
    expect(seat.model.captions).toMatchObject([{ text: 'We go on.', done: true }]);
    seat.engine.captions.type({ epoch, language: 'en', text: 'N' });
    await seat.pass(500);
    expect(texts(seat)).toEqual(['We go on.', 'N']);
  });

  test('[CAP-10] what was being typed when its room was left is sent nowhere', async () => {
    const seat = await typing();
    const epoch = epochOf(seat);
    seat.engine.captions.type({ epoch, language: 'en', text: 'W' });
    seat.engine.captions.type({ epoch, language: 'en', text: 'We talk' });
    seat.server.move(party, mediator);
    await seat.pass(1_000);
    expect(written(seat)).toBe(1);
    seat.engine.captions.type({ epoch, language: 'en', text: 'We talk about' });
    const finished = seat.engine.captions.finish({ epoch, language: 'en', text: 'We talk about it.' });
    await seat.pass(1_000);
    expect(await finished).toBe(false);
    expect(written(seat)).toBe(1);
  });

  test('a line that was not taken is told so', async () => {
    const seat = await reading();
    const wish = { epoch: epochOf(seat), language: 'en', text: 'We go on.' };
    const [taken] = await Promise.all([seat.engine.captions.finish(wish), seat.pass()]);
    expect(taken).toBe(false);
    expect(seat.told.at(-1)).toMatchObject({ kind: 'error', error: { code: 'captions.not-yours' } });
  });
});
