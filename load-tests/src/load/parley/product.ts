import type { Line } from '@parley/client/e2e/line';
import { openOffice } from '@parley/client/e2e/office';
import { runServer } from '@parley/client/e2e/server';
import type { ParticipantId } from '@parley/shared/ids';
import type { NewPerson } from '@parley/shared/protocol';
import { version } from 'mediasoup';
import { familyOf, type ProcessStat } from '../machine/processes.ts';

export const productName = 'Parley';
export const productWhat = `Parley with mediasoup ${version}, one media worker`;

/** The product as an operator would run it, with one media worker, so that what it takes is of one core. */
export interface Product {
  /** Everyone's link, in their order. */
  readonly links: readonly string[];
  readonly mediaWorker: number;
  readonly server: number;
  /** The media worker as it is now: another one, when the one before was killed. */
  findMediaWorker(): Promise<number>;
  /** The database's processes. */
  readonly others: readonly number[];
  close(): Promise<void>;
}

/** With a case of these people, and a session of it. */
export async function startProduct(people: readonly NewPerson[]): Promise<Product> {
  const server = await runServer({ SFU_WORKERS: '1' });
  try {
    const office = await openOffice(server);
    const links = await office.invite(people);
    const family = await familyOf(server.pid());
    const findMediaWorker = async (): Promise<number> => workerIn(await familyOf(server.pid()));
    return {
      links: people.map(({ name }) => links.get(name) ?? ''),
      mediaWorker: workerIn(family),
      server: server.pid(),
      findMediaWorker,
      others: family.filter((each) => !isMedia(each) && each.pid !== server.pid()).map(({ pid }) => pid),
      close: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

const isMedia = ({ name }: ProcessStat): boolean => name.startsWith('mediasoup');

function workerIn(family: readonly ProcessStat[]): number {
  const [worker, ...more] = family.filter(isMedia);
  if (worker === undefined || more.length > 0) throw new Error('one media worker was asked for');
  return worker.pid;
}

const languages = ['en'];

/** The mediator who conducts, first. */
export const mediator: NewPerson = { name: 'Guest 0', languages, role: 'mediator' };

/** Somebody of either side: a party of each, and then their counsel. */
export const ofSides = (number: number): NewPerson => ({
  name: `Guest ${number}`,
  languages,
  role: number < 3 ? 'party' : 'counsel',
  side: number % 2,
});

export const observer = (number: number): NewPerson => ({
  name: `Guest ${number}`,
  languages,
  role: 'observer',
});

/** A mediator lets in everybody who waits, at once. */
export function letIn(line: Line): void {
  const asked = new Set<ParticipantId>();
  line.on('view', ({ view }) => {
    for (const { participant, attendance } of view.people) {
      if (attendance !== 'waiting' || asked.has(participant.id)) continue;
      asked.add(participant.id);
      void line.ask('lobby.admit', { participant: participant.id });
    }
  });
}
