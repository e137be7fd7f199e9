import { setTimeout as pause } from 'node:timers/promises';
import type { Attack } from './attacks.ts';
import { Editor } from './editor.ts';
import type { Answer } from './told.ts';
import { rootOfEditor, type Server } from './typing.ts';

/** A server that can be asked how long it stood still. */
export interface WatchedServer extends Pick<Server, 'line'> {
  watch(): Promise<void>;
  end(): Promise<Answer<'ended'>>;
}

export interface Stood {
  /** Milliseconds: the longest in which it could do nothing else, and of its CPU. */
  readonly stall: number;
  readonly cpu: number;
  readonly bytes: number;
  /** Why the one who sent it was cut off; null where they were not. */
  readonly closed: string | null;
}

const nothing = { remote: () => undefined, stored: () => undefined };

/** Somebody opens a document and sends what is dear. */
export async function attack(server: WatchedServer, { frames }: Attack): Promise<Stood> {
  const attacker = await Editor.open(await server.line(0), rootOfEditor(0), nothing);
  await pause(300);
  const { client, clock } = attacker;
  const sent = frames(client, clock, { client, clock: 1 });
  try {
    await server.watch();
    for (const frame of sent) attacker.sendFrame(frame);
    await pause(1_500);
    const { stall, cpu } = await server.end();
    return {
      stall: stall / 1_000,
      cpu: cpu / 1_000,
      bytes: sent.reduce((sum, frame) => sum + frame.length, 0),
      closed: attacker.closed,
    };
  } finally {
    attacker.close();
  }
}
