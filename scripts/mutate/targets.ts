import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../run/program.ts';

/** Where it is decided, and where it is checked again, who may hear, see, read or do what. */
const TARGETS = [
  // Every rule of the policy, a new file included.
  'shared/src/policy/*.ts',
  // Who asks the policy before anything is stored.
  'shared/src/session/{decide,decide-server,media-decisions,moves,due}.ts',
  // And who says whom an interpreter's voice is for.
  'shared/src/interpreting/{decide,decide-handover,decide-turns,evolve}.ts',
  // The second lock.
  'sfu/src/core/{desired,roster,session,parts}.ts',
  // What is sent, read and asked on a line.
  'server/src/session/{fan-out,in-passing,in-their-stay,room-handle}.ts',
  'server/src/gateway/connection.ts',
  'server/src/captions/{desk,listener}.ts',
  'server/src/files/desk.ts',
  'server/src/lib/tickets.ts',
  'server/src/media/{desk,offers,reconciler}.ts',
];
const NOT = /(\.test|\/testing|\/index|\/view-shape)\.ts$/;

/** From the project's folder, in order. */
export async function targets(): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(TARGETS, { cwd: root })) files.push(file.replaceAll('\\', '/'));
  return files.filter((file) => !NOT.test(file)).toSorted();
}

export const pathOf = (file: string): string => join(root, file);
