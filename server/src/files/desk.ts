import type { Readable } from 'node:stream';
import { Refusal } from '@parley/shared/errors';
import type { FileId, MessageId, ParticipantId } from '@parley/shared/ids';
import type { AuthoredMessage } from '@parley/shared/protocol';
import { MAX_FILE_BYTES, type SharedFile } from '@parley/shared/session';
import { mint } from '../lib/mint.ts';
import type { RoomHandle } from '../session/room-handle.ts';
import { kindOf } from './kind.ts';
import type { Shelf } from './shelf.ts';
import { Tickets } from './tickets.ts';

/** One person on one line in one room: gone as soon as they move, or continue elsewhere. */
export interface Holder {
  readonly room: RoomHandle;
  readonly participant: ParticipantId;
  /** Throws once the line that asked is no longer the person's. */
  readonly stillOnLine: () => void;
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

/** Transfers one person has under way at a time. */
const AT_ONCE = 4;

/**
 * Files of rooms. The live line asks and gets a ticket; the bytes then go over HTTP. Who may share or read is asked
 * again with every piece, so that moving or being taken over by another device ends a transfer.
 */
export class FileDesk {
  readonly #shelf: Shelf;
  readonly #tickets: Tickets<Transfer>;
  readonly #underWay = new Map<ParticipantId, number>();

  constructor(shelf: Shelf, now: () => number) {
    this.#shelf = shelf;
    this.#tickets = new Tickets(now);
  }

  /** Rejects with `file.too-large`, `file.empty` or what the policy says. */
  offer(holder: Holder, wish: { id: MessageId; name: string; size: number }): string {
    if (wish.size > MAX_FILE_BYTES) throw new Refusal('file.too-large');
    if (wish.size === 0) throw new Refusal('file.empty');
    holder.room.mayShare();
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
    const { holder, id, name, size: limit } = transfer;
    return this.#counted(holder.participant, async () => {
      const { session } = holder.room.scope;
      const file = mint.file();
      const stillAllowed = (): void => {
        holder.stillOnLine();
        holder.room.mayShare();
      };
      const { head, size, sha256 } = await this.#shelf.receive({ session, file }, bytes, {
        limit,
        stillAllowed,
      });
      try {
        const type = await kindOf(head, name);
        if (type === null) throw new Refusal('file.bad-type');
        await this.#shelf.keep(session, file);
        stillAllowed();
        const message = await holder.room.share(id, name, { id: file, type, size, sha256 });
        if (message.file?.id !== file) await this.#shelf.discard(session, file);
        return message;
      } catch (error) {
        if (isSurelyNotStored(error)) await this.#shelf.discard(session, file);
        throw error;
      }
    });
  }

  /** The file and its bytes; `stillAllowed` throws once its reader may have no more of it. */
  async download(
    ticket: string,
  ): Promise<{ name: string; file: SharedFile; bytes: Readable; stillAllowed: () => void }> {
    const transfer = this.#tickets.redeem(ticket);
    if (transfer.kind !== 'out') throw new Refusal('file.ticket');
    const { holder, file: id } = transfer;
    const stillAllowed = (): void => {
      holder.stillOnLine();
      holder.room.mayRead();
    };
    stillAllowed();
    const { name, file } = await holder.room.file(id);
    const bytes = await this.#shelf.read(holder.room.scope.session, id);
    return { name, file, bytes, stillAllowed };
  }

  async #counted<R>(participant: ParticipantId, work: () => Promise<R>): Promise<R> {
    const running = this.#underWay.get(participant) ?? 0;
    if (running >= AT_ONCE) throw new Refusal('file.too-many');
    this.#underWay.set(participant, running + 1);
    try {
      return await work();
    } finally {
      const left = (this.#underWay.get(participant) ?? 1) - 1;
      if (left === 0) this.#underWay.delete(participant);
      else this.#underWay.set(participant, left);
    }
  }
}

/** When the store's answer was lost, the line of chat may be there: its file has to stay. */
const isSurelyNotStored = (error: unknown): boolean =>
  error instanceof Refusal && error.code !== 'store.unavailable' && error.code !== 'server.failed';
