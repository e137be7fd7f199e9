import type { RtpCapabilities } from '@parley/shared/sfu';
import type { LoadDocuments } from './agreement-box.ts';
import type { Devices } from '../media/devices-model.ts';
import type { MediaPort } from '../media/port.ts';
import type { CaptureScreen } from '../media/screen.ts';
import type { Ask } from './ask.ts';
import type { UpTo } from './chat-box.ts';
import type { Clock } from './clock.ts';
import type { ConnectionEvents } from './connection.ts';
import type { FilePort } from './files.ts';
import type { NoteKeep } from './note-post.ts';
import type { Later } from './store.ts';
import type { Surroundings } from './surroundings.ts';
import type { UnstoredKeepParts } from './unstored-keep.ts';

/** What the engine needs of the line; `Connection` is one. */
export interface LineToServer {
  readonly ask: Ask;
  open(how: { readonly takeOver: boolean }): void;
  close(): void;
}

export interface EngineParts {
  readonly connect: (events: ConnectionEvents) => LineToServer;
  readonly port: MediaPort;
  /** What the routers took when the link was opened, to get ready by; null when that was not known. */
  readonly routers: RtpCapabilities | null;
  readonly files: FilePort;
  readonly documents: LoadDocuments;
  readonly unsavedNote: NoteKeep;
  readonly unstoredWords: Pick<UnstoredKeepParts, 'keep' | 'owner' | 'tab'>;
  readonly heardUpTo: UpTo;
  /** The same of what partners write. */
  readonly boothHeardUpTo: UpTo;
  readonly devices: Devices;
  readonly captureScreen: CaptureScreen;
  readonly clock: Clock;
  readonly surroundings: Surroundings;
  /** When the screen is drawn anew, of what happened by itself. */
  readonly later: Later;
  /** A failure nobody can do anything about; carries nothing of a person. */
  readonly report: (what: string, error?: unknown) => void;
  /** A sound that makes one look up. */
  readonly chime: () => void;
  /** Whoever follows the engine lets go. */
  readonly closed: () => void;
}
