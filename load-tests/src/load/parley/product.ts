import type { Line } from '@parley/client/e2e/line';
import { openOffice } from '@parley/client/e2e/office';
import { type RunningServer, runServer } from '@parley/client/e2e/server';
import type { ParticipantId } from '@parley/shared/ids';
import type { NewPerson } from '@parley/shared/protocol';
import type { RtpCapabilities } from '@parley/shared/sfu';
import { version } from 'mediasoup';
import { familyOf, type ProcessStat } from '../machine/processes.ts';
import { type MediaNode, nodeSettings, startNodes } from './nodes.ts';

export const productName = 'Parley';
export const productWhat = `Parley with mediasoup ${version}, one media worker`;

/** The product as an operator would run it. */
export interface Product {
  /** Where it is. */
  readonly origin: string;
  /** Everyone's link, session by session, in their order. */
  readonly links: readonly (readonly string[])[];
  /** What its media plane takes, as every invitation says. */
  readonly capabilities: RtpCapabilities;
  /** Its processes as they are now: others, when one was killed. */
  processes(): Promise<Processes>;
  /** Ends the server without warning, and starts it again; `meanwhile` is called while there is none. */
  restartServer(meanwhile?: () => void): Promise<void>;
  /** Ends a media node of its own without warning; it is started again. */
  restartNode(): Promise<void>;
  /** Ends the same one, for good. */
  killNode(): Promise<void>;
  close(): Promise<void>;
}

export interface Processes {
  readonly server: number;
  readonly media: readonly number[];
  /** The first is the one that started the others. */
  readonly database: readonly number[];
}

export interface ProductOptions {
  /** Media workers, of each node where there are nodes. */
  readonly workers: number;
  /** Media nodes in processes of their own; without any the server has the workers itself. */
  readonly nodes: number;
  /** What stands between the server and its nodes, if anything: a port in place of a node's. */
  readonly between?: (port: number) => Promise<number>;
}

/** With a case of each of these casts, and a session of it. */
export async function startProduct(
  casts: readonly (readonly NewPerson[])[],
  { workers, nodes: count, between }: ProductOptions = { workers: 1, nodes: 0 },
): Promise<Product> {
  const nodes = await startNodes(count, workers);
  let server: RunningServer | null = null;
  const close = async (): Promise<void> => {
    await server?.close();
    for (const node of nodes) await node.close();
  };
  try {
    const ports = await Promise.all(
      nodes.map(async ({ port }) => (between === undefined ? port : between(port))),
    );
    server = await runServer({ SFU_WORKERS: String(workers), ...nodeSettings(ports) });
    return { ...(await opened(server, casts, nodes)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function opened(
  server: RunningServer,
  casts: readonly (readonly NewPerson[])[],
  nodes: readonly MediaNode[],
): Promise<Omit<Product, 'close'>> {
  const office = await openOffice(server);
  const links: string[][] = [];
  for (const cast of casts) {
    const named = await office.invite(cast);
    links.push(cast.map(({ name }) => named.get(name) ?? ''));
  }
  const token = new URL(links[0]?.[0] ?? '').hash.slice(1);
  const { rtpCapabilities } = await office.call('join.look', { token });
  if (rtpCapabilities === null) throw new Error('there is no media plane');
  return {
    origin: server.url,
    links,
    capabilities: rtpCapabilities,
    processes: () => processesOf(server, nodes),
    restartServer: async (meanwhile) => {
      await server.kill();
      meanwhile?.();
      await server.start();
    },
    restartNode: () => firstOf(nodes).restart(),
    killNode: () => firstOf(nodes).close(),
  };
}

function firstOf(nodes: readonly MediaNode[]): MediaNode {
  const [node] = nodes;
  if (node === undefined) throw new Error('there is no media node of its own');
  return node;
}

async function processesOf(server: RunningServer, nodes: readonly MediaNode[]): Promise<Processes> {
  const family = await familyOf(server.pid());
  const ofNodes = (await Promise.all(nodes.map((node) => familyOf(node.pid())))).flat();
  const isDatabase = ({ name }: ProcessStat): boolean => name.startsWith('postgres');
  const pids = (all: readonly ProcessStat[]): number[] => all.map(({ pid }) => pid);
  return {
    server: server.pid(),
    media: pids([...family, ...ofNodes].filter(isMedia)),
    database: pids(
      family
        .filter(isDatabase)
        .toSorted((a, b) => Number(b.parent === server.pid()) - Number(a.parent === server.pid())),
    ),
  };
}

const isMedia = ({ name }: ProcessStat): boolean => name.startsWith('mediasoup');

/** The one media worker of a product that has one. */
export function onlyOne(media: readonly number[]): number {
  const [worker, ...more] = media;
  if (worker === undefined || more.length > 0) throw new Error('one media worker was asked for');
  return worker;
}

const languages = ['en'];

/** The mediator who conducts, first. */
const mediator: NewPerson = { name: 'Guest 0', languages, role: 'mediator' };

/** Somebody of either side: a party of each, and then their counsel. */
const ofSides = (number: number): NewPerson => ({
  name: `Guest ${number}`,
  languages,
  role: number < 3 ? 'party' : 'counsel',
  side: number % 2,
});

/** Who conducts, and the others of both sides by turns. */
export const bothSides = (people: number): NewPerson[] =>
  Array.from({ length: people }, (_, number) => (number === 0 ? mediator : ofSides(number)));

/** Of no side, between everyone's language and another. */
export const interpreter = (number: number, into: string): NewPerson => ({
  name: `Guest ${number}`,
  languages: [...languages, into],
  role: 'interpreter',
  side: null,
});

export const observer = (number: number): NewPerson => ({
  name: `Guest ${number}`,
  languages,
  role: 'observer',
});

/** A mediator lets in everybody who waits, at once, however often they come. */
export function letIn(line: Line): void {
  const asked = new Map<ParticipantId, number | null>();
  line.onView(({ view }) => {
    for (const { participant, attendance, since } of view.people) {
      if (attendance !== 'waiting' || asked.get(participant.id) === since) continue;
      asked.set(participant.id, since);
      // Somebody who has gone again needs no answer; anybody else is asked for with the next view.
      line.ask('lobby.admit', { participants: [participant.id] }).catch(() => asked.delete(participant.id));
    }
  });
}

/** From now on whoever is let in comes into the joint session. */
export async function openJoint(line: Line): Promise<void> {
  await line.ask('joint.gather', { seconds: 3 });
  await line.until(({ board }) => board !== null && board.jointSince !== null);
}
