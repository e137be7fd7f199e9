import { setTimeout as pause } from 'node:timers/promises';
import { Pen } from '@parley/client/e2e/pen';
import type { RequestOutput } from '@parley/shared/protocol';
import { type Check, looked } from '../findings.ts';
import { readText } from '../chat/text.ts';
import type { Attendant } from './attendant.ts';
import type { Hall } from './hall.ts';
import type { DayScenario } from './scenario.ts';
import type { Sitting } from './sitting.ts';
import { wordsIn } from './word.ts';

const PATIENCE_MS = 20_000;
const LOOK_MS = 50;

/** Asks, when all is over, for what must be left of the day. */
export async function readBack(
  { perMinute: { write, edit } }: DayScenario,
  hall: Hall,
  sittings: readonly Sitting[],
): Promise<Check[]> {
  const [words, messages] = [
    { what: 'stored words missing from an agreement', wrong: 0, of: 0 },
    { what: 'acknowledged messages missing from the history of the joint session', wrong: 0, of: 0 },
  ];
  const foreign = { what: 'words or messages of another session', wrong: 0, of: 0 };
  for (const sitting of sittings) {
    const agreement = await agreementOf(hall, sitting);
    for (const attendant of sitting.attendants) {
      const aside = attendant.pen?.aside.join('\n') ?? '';
      const missing = attendant.stored.filter(
        ({ word }) => !agreement.includes(word) && !aside.includes(word),
      );
      words.of += attendant.stored.length;
      words.wrong += missing.length;
    }
    const written = wordsIn(agreement);
    foreign.of += written.length;
    foreign.wrong += written.filter(({ session }) => session !== sitting.number).length;

    const history = await historyOf(sitting);
    const { here } = sitting.mediator.stays;
    const said = sitting.attendants.flatMap((each) => each.said).filter(({ place }) => here.includes(place));
    messages.of += said.length;
    messages.wrong += said.filter(({ key }) => !history.has(key)).length;
    const own = new Set(sitting.attendants.map(({ number }) => number));
    foreign.of += history.size;
    foreign.wrong += [...history].filter((key) => !own.has(Number(key.split('/')[0]))).length;
  }
  return [
    ...looked(words, edit > 0),
    ...looked(messages, write > 0),
    ...looked(untold(sittings), write > 0),
    ...looked(foreign, write + edit > 0),
  ];
}

/** Who stood in a room with their line up all the time is told what is written there. */
function untold(sittings: readonly Sitting[]): Check {
  const check = { what: 'messages that somebody in the room was not told', wrong: 0, of: 0 };
  for (const { attendants } of sittings) {
    for (const { key, place, from, to } of attendants.flatMap(({ said }) => said)) {
      const told = attendants.filter(
        (each) => each.stays.stood(place, from, to) && wasOnLine(each, from, to),
      );
      check.of += told.length;
      check.wrong += told.filter(({ read }) => !read.has(key)).length;
    }
  }
  return check;
}

/** A line that goes soon after may have taken with it what was on its way. */
const ON_ITS_WAY_MS = 2_000;

const wasOnLine = ({ breaks }: Attendant, from: number, to: number): boolean =>
  breaks.every((each) => each.to < from || each.from > to + ON_ITS_WAY_MS);

/** As somebody reads it who opens it now. */
async function agreementOf({ product }: Hall, { mediator, root }: Sitting): Promise<string> {
  const { line } = mediator.person;
  const { place } = line.view;
  if (root === null || place.kind !== 'room') throw new Error('there is no agreement to be read');
  const pen = new Pen(line, product.origin, 'agreement', { stored: () => undefined });
  try {
    pen.place(place.epoch);
    const deadline = performance.now() + PATIENCE_MS;
    while (!pen.isOpen) {
      if (performance.now() > deadline) throw new Error('the agreement did not open');
      await pause(LOOK_MS);
    }
    return pen.read(root) ?? '';
  } finally {
    pen.close();
  }
}

/** The keys of all that stands there. */
async function historyOf({ mediator }: Sitting): Promise<Set<string>> {
  const { line } = mediator.person;
  const { place } = line.view;
  if (place.kind !== 'room') throw new Error('the mediator is in no room');
  const keys = new Set<string>();
  for (let before: number | null = null; ; ) {
    const page: RequestOutput<'chat.history'> = await line.ask('chat.history', {
      epoch: place.epoch,
      before,
    });
    for (const { text } of page.messages) {
      const said = readText(text);
      if (said !== null) keys.add(`${said.stream}/${said.count}`);
    }
    const [oldest] = page.messages;
    if (!page.more || oldest === undefined) return keys;
    before = oldest.at;
  }
}
