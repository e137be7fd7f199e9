import type { Readable } from 'node:stream';
import { Refusal } from '@parley/shared/errors';
import type { FileId, MessageId, ParticipantId } from '@parley/shared/ids';
import type { AuthoredMessage } from '@parley/shared/protocol';
import { MAX_FILE_BYTES, type SharedFile } from '@parley/shared/session';
import { mint } from '../lib/mint.ts';
import { Tickets } from '../lib/tickets.ts';
import type { RoomHandle } from '../session/room-handle.ts';
import { kindOf } from './kind.ts';
import type { Place, Shelf } from './shelf.ts';

/** One person on one line in one room: gone as soon as they move, or continue elsewhere. */
export interface Holder {
  readonly room: RoomHandle;
  readonly participant: ParticipantId;
  /** Throws once the line that asked is no longer the person's, or the session is given up. */
  readonly stillOnLine: () => void;
  /** Told after each change of the session, until the returned function is called. */
  readonly onChange: (listener: () => void) => () => void;
  /** Whether what was asked last may have been stored although it was refused. */
  readonly inDoubt: () => boolean;
}

type Transfer =
  | {
      readonly kind: 'in';
      readonly holder: Holder;
      readonly id: MessageId;
      readonly name: string;
      readonly size: number;
    }
  | { readonly kind: 'out'; readonly holder: Holder; readonly file: FileId };

/** What lets a transfer go on. */
interface Permit {
  /** Throws once it may not. */
  readonly check: () => void;
  /** Aborts, with the reason, at the change after which it may not. */
  readonly signal: AbortSignal;
}

/** A file on its way to somebody who may read it. */
export interface Sending extends Permit {
  readonly name: string;
  readonly file: SharedFile;
  readonly bytes: Readable;
}

/** Transfers one person has under way at a time. */
const AT_ONCE = 4;

/**
 * Files of rooms. The live line asks and gets a ticket; the bytes then go over HTTP. Who may share or read is asked
 * again with every change of the session, so that moving or being taken over by another device ends a transfer.
 */
export class FileDesk {
  readonly #shelf: Shelf;
  readonly #tickets: Tickets<Transfer>;
  readonly #underWay = new Map<ParticipantId, number>();
  /** By person, how many bytes are on their way from them. */
  readonly #coming = new Map<ParticipantId, number>();

  constructor(shelf: Shelf, now: () => number) {
    this.#shelf = shelf;
    this.#tickets = new Tickets(now, 'file.ticket');
  }

  /** Rejects with `file.too-large`, `file.empty`, `file.no-space` or what the policy says. */
  offer(holder: Holder, wish: { id: MessageId; name: string; size: number }): string {
    if (wish.size > MAX_FILE_BYTES) throw new Refusal('file.too-large');
    if (wish.size === 0) throw new Refusal('file.empty');
    this.#mayCome(holder, wish.size);
    return this.#tickets.issue({ kind: 'in', holder, ...wish });
  }

  /** Rejects with `file.unknown` for a file this person may not read, there or not. */
  async fetch(holder: Holder, file: FileId): Promise<string> {
    await holder.room.file(file);
    return this.#tickets.issue({ kind: 'out', holder, file });
  }

  /** Takes the bytes; resolves once file and line of chat are stored. */
  async upload(ticket: string, bytes: Readable): Promise<AuthoredMessage> {
    const transfer = this.#tickets.redeem(ticket);
    if (transfer.kind !== 'in') throw new Refusal('file.ticket');
    const { holder, id, name, size } = transfer;
    const mayShare = (): void => holder.room.mayShare(0);
    return this.#during(holder, mayShare, async ({ check, signal }) => {
      this.#mayCome(holder, size);
      const hasCome = counted(this.#coming, holder.participant, size);
      const place = { session: holder.room.scope.session, file: mint.file() };
      try {
        const arrived = await this.#shelf.receive(place, bytes, { size, signal });
        const type = await kindOf(arrived, name);
        if (type === null) throw new Refusal('file.bad-type');
        await this.#shelf.keep(place);
        check();
        const { sha256 } = arrived;
        const message = await holder.room.share(id, name, { id: place.file, type, size, sha256 });
        await this.#settle(place, message);
        return message;
      } catch (error) {
        if (!holder.inDoubt()) await this.#shelf.discard(place);
        throw error;
      } finally {
        hasCome();
      }
    });
  }

  /** What of theirs is still coming counts with what they have shared. */
  #mayCome({ room, participant }: Holder, size: number): void {
    room.mayShare((this.#coming.get(participant) ?? 0) + size);
  }

  /** Lets `send` have the file; it ends when that does. */
  async download(ticket: string, send: (sending: Sending) => Promise<void>): Promise<void> {
    const transfer = this.#tickets.redeem(ticket);
    if (transfer.kind !== 'out') throw new Refusal('file.ticket');
    const { holder, file: id } = transfer;
    const mayRead = (): void => holder.room.mayRead();
    return this.#during(holder, mayRead, async (permit) => {
      const { name, file } = await holder.room.file(id);
      const bytes = await this.#shelf.read({ session: holder.room.scope.session, file: id });
      try {
        permit.check();
        await send({ ...permit, name, file, bytes });
      } finally {
        bytes.destroy();
      }
    });
  }

  /** What was sent again after a lost answer has been shown already, with the bytes that came first. */
  async #settle(place: Place, message: AuthoredMessage): Promise<void> {
    if (message.file?.id !== place.file) return this.#shelf.discard(place);
    // It can be read under either name; the next start gives it the right one.
    await this.#shelf.confirm(place).catch(() => undefined);
  }

  async #during<R>(holder: Holder, may: () => void, work: (permit: Permit) => Promise<R>): Promise<R> {
    const check = (): void => {
      holder.stillOnLine();
      may();
    };
    check();
    const leave = this.#enter(holder.participant);
    const gone = new AbortController();
    const stop = holder.onChange(() => {
      try {
        check();
      } catch (error) {
        gone.abort(error);
      }
    });
    try {
      return await work({ check, signal: gone.signal });
    } finally {
      stop();
      leave();
    }
  }

  #enter(participant: ParticipantId): () => void {
    if ((this.#underWay.get(participant) ?? 0) >= AT_ONCE) throw new Refusal('file.too-many');
    return counted(this.#underWay, participant, 1);
  }
}

/** Counts so many more for somebody, until the returned function is called. */
function counted(tally: Map<ParticipantId, number>, of: ParticipantId, more: number): () => void {
  tally.set(of, (tally.get(of) ?? 0) + more);
  return () => {
    const left = (tally.get(of) ?? more) - more;
    if (left === 0) tally.delete(of);
    else tally.set(of, left);
  };
}
