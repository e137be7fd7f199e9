import type { MakeDocument } from '../../session/agreement-box.ts';
import { LiveDocument } from './document.ts';
import { openTube } from './tube.ts';

/** A document over a real socket. */
export const createDocument: MakeDocument = (parts) =>
  new LiveDocument({ ...parts, openTube, random: Math.random });
