import { type ClauseId, FileId, MessageId, RoomId } from '@parley/shared/ids';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { ownEdits } from '../agreement/undo.ts';
import { emptyModel } from './engine-model.ts';
import type { SessionModel } from './model.ts';
import { interpreter, mediator, partner } from './testing/people.ts';
import { inPlenary, type Seat } from './testing/seat.ts';

/** Of each box whether it is empty once the line is over: what stays is of this device, or words of mine alone. */
const boxes: { readonly [B in keyof SessionModel]: 'goes' | 'stays' } = {
  line: 'stays',
  clockOffset: 'stays',
  local: 'stays',
  narrow: 'stays',
  held: 'stays',
  lostNotes: 'stays',
  lostWords: 'stays',
  view: 'goes',
  media: 'goes',
  tracks: 'goes',
  speaking: 'goes',
  activeSpeaker: 'goes',
  quality: 'goes',
  chat: 'goes',
  captions: 'goes',
  booth: 'goes',
  files: 'goes',
  note: 'goes',
  agreement: 'goes',
  suggestions: 'goes',
  notices: 'goes',
  turnedAway: 'goes',
};

const picture = {
  id: FileId.parse('file-0001'),
  type: 'image/png',
  size: 10,
  sha256: '0'.repeat(64),
} as const;

/** An interpreter in a room of which there is something in every box. */
async function amongAll(): Promise<Seat> {
  const seat = await inPlenary(interpreter, 'microphone');
  onTestFinished(() => seat.engine.close());
  const { server, engine } = seat;
  server.seat(partner, mediator);
  const room = server.state.plenary;
  server.say(mediator, 'in confidence');
  server.as(partner, { type: 'booth.say', id: MessageId.parse(server.id('whisper')), room, text: 'a word' });
  await Promise.all([engine.captions.choose('zh'), seat.pass()]);
  server.spreadCaption(room, {
    id: server.id('caption') as never,
    by: mediator,
    language: 'zh',
    text: 'as it is said',
    done: true,
  });
  server.tell(interpreter, 'suggestions', { waiting: 2 });
  server.tell(interpreter, 'signals', {
    speaking: [{ participant: mediator, volume: -20 }],
    quality: [{ participant: mediator, score: 3 }],
  });
  server.as(mediator, {
    type: 'agreement.start',
    document: { kind: 'agreement' },
    template: 'blank',
    languages: ['zh', 'en'],
    prevailing: 'zh',
    ids: [server.id('clause') as ClauseId],
  });
  engine.agreement.open('agreement');
  void engine.showFile(picture);
  engine.notes.open();
  await seat.pass();
  seat.files.downloads[0]?.done(new Blob(['x']));
  await seat.pass();
  return seat;
}

function filled({ model, devices }: Seat): string[] {
  const empty: { readonly [box: string]: unknown } = { ...emptyModel(devices.getModel()) };
  return Object.entries(model).flatMap(([box, held]) => {
    return written(held) === written(empty[box]) ? [] : [box];
  });
}
const written = (held: unknown): string =>
  JSON.stringify(held, (_key, each: unknown) =>
    each instanceof Map || each instanceof Set ? [...each.keys()] : each,
  );

const all = Object.entries(boxes);
const going = all.flatMap(([box, fate]) => (fate === 'goes' ? [box] : []));

test.each(['connection.superseded', 'link.revoked'] as const)(
  '[SES-26] once the line is over, nothing of the room is in the page any more: %s',
  async (code) => {
    const seat = await amongAll();
    // Whoever is in is not turned away.
    expect(filled(seat)).toEqual(expect.arrayContaining(going.filter((box) => box !== 'turnedAway')));
    expect(seat.files.shown.size).toBe(1);
    if (code === 'connection.superseded') seat.server.takeOver(interpreter);
    else seat.server.drop(interpreter, code);
    await seat.pass(1_000);
    expect(seat.model.line).toMatchObject({ kind: 'dropped', error: { code } });
    expect(filled(seat).filter((box) => going.includes(box))).toEqual([]);
    expect(seat.files.shown.size).toBe(0);
  },
);

test('[SES-26] by a press there is all of it again', async () => {
  const seat = await amongAll();
  seat.server.takeOver(interpreter);
  await seat.pass(1_000);
  seat.engine.useHere();
  await seat.pass(3_000);
  expect(seat.texts).toEqual(['in confidence']);
  expect(seat.model.booth.lines).toHaveLength(1);
  expect(seat.model.view?.place).toMatchObject({ kind: 'room', room: seat.server.state.plenary });
  expect(seat.model.agreement.view.agreement?.clauses).toHaveLength(1);
  expect(seat.told).toEqual([]);
});

test('[SES-26] a line that has not gone out is sent nowhere, and its writer is told', async () => {
  const seat = await amongAll();
  seat.server.trouble.refuses.set('chat.say', 'store.unavailable');
  const said = seat.engine.say('just now');
  await seat.pass(600);
  seat.server.takeOver(interpreter);
  await seat.pass(1_000);
  await said;
  expect(seat.told).toEqual([{ kind: 'unsaid' }]);
  expect(seat.texts).toEqual([]);
});

test('[SES-26] words of the agreement that are not stored wait in the page for a line, and nothing around them', async () => {
  const seat = await amongAll();
  const open = () => {
    const document = seat.model.agreement.documents.agreement;
    return document?.kind === 'open' ? document : null;
  };
  const clause = seat.model.agreement.view.agreement?.clauses[0]?.id;
  const replica = open()?.document.replica;
  if (clause === undefined || replica === undefined || replica === null) throw new Error('nothing is open');
  seat.server.unreachable = true;
  seat.server.cut(interpreter);
  await seat.pass();
  const root = replica.textOf({ clause, language: 'zh' });
  root.doc?.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('kept')]);
    root.insert(0, [paragraph]);
  }, ownEdits);
  await seat.pass(1_000);
  expect(open()?.live.unsaved).toBe(true);
  seat.server.takeOver(interpreter);
  seat.server.unreachable = false;
  await seat.pass(3_000);
  expect(seat.model.line.kind).toBe('dropped');
  expect(seat.model.agreement.view.agreement).toBeNull();
  expect(open()?.live.unsaved).toBe(true);
  seat.engine.useHere();
  await seat.pass(3_000);
  expect(open()?.live).toMatchObject({ line: { kind: 'open' }, unsaved: false });
});

test('[SES-26] a caucus leaves nothing of itself either', async () => {
  const seat = await amongAll();
  seat.server.as(mediator, {
    type: 'caucus.open',
    room: RoomId.parse('caucus-0001'),
    title: 'What they would pay',
    participants: [interpreter],
    minutes: null,
    mixing: [],
  });
  await seat.pass(5_000);
  seat.server.takeOver(interpreter);
  await seat.pass(1_000);
  expect(JSON.stringify(seat.model)).not.toContain('What they would pay');
});
