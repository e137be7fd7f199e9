import type { FileId, MessageId, RoomId, SessionId } from '@parley/shared/ids';
import { isWholeWithin, isWithin, type Span } from '@parley/shared/policy';
import type { BoothMessage, ChatMessage, KeptCaption, SessionEvent } from '@parley/shared/session';
import { DuplicateMessage, type EventLog } from '../../store/event-log.ts';

/** An event log in memory whose next append can be held, refused or broken: for tests of who waits for what. */
export class MemoryLog implements EventLog {
  readonly rows: Map<SessionId, SessionEvent[]> = new Map();
  /** Runs before the events are kept; throwing keeps nothing. */
  beforeKeep: () => Promise<void> = async () => undefined;
  /** Runs after the events are kept; throwing is a commit whose answer was lost. */
  afterKeep: () => Promise<void> = async () => undefined;
  /** Runs before the head is told. */
  beforeHead: () => Promise<void> = async () => undefined;

  async append(session: SessionId, expectedSeq: number, events: readonly SessionEvent[]): Promise<void> {
    await this.beforeKeep();
    const rows = this.rows.get(session) ?? [];
    if (rows.length !== expectedSeq) throw new Error('another writer was here');
    const isThere = (event: SessionEvent): boolean =>
      (event.type === 'chat.said' && this.#said(session).some(({ id }) => id === event.message.id)) ||
      (event.type === 'booth.said' && this.#inBooth(session).some(({ id }) => id === event.message.id));
    if (events.some(isThere)) {
      throw new DuplicateMessage();
    }
    this.rows.set(session, [...rows, ...events]);
    await this.afterKeep();
  }

  async load(session: SessionId): Promise<SessionEvent[]> {
    return [...(this.rows.get(session) ?? [])];
  }

  async head(session: SessionId): Promise<number> {
    await this.beforeHead();
    return this.rows.get(session)?.length ?? 0;
  }

  async sessions(): Promise<SessionId[]> {
    return [...this.rows.keys()];
  }

  async verifyChain(session: SessionId): Promise<number> {
    return this.head(session);
  }

  async chatHistory(
    { session, room, spans }: { session: SessionId; room: RoomId; spans: readonly Span[] },
    before: number | null,
    limit: number,
  ): Promise<ChatMessage[]> {
    return (this.rows.get(session) ?? [])
      .flatMap((event, index) =>
        event.type === 'chat.said' && isWithin(spans, index + 1, event.message) ? [event.message] : [],
      )
      .filter((message) => message.room === room && (before === null || message.at < before))
      .slice(-limit);
  }

  async captionHistory(
    { session, room, spans }: { session: SessionId; room: RoomId; spans: readonly Span[] },
    before: number | null,
    limit: number,
  ): Promise<KeptCaption[]> {
    const said = new Set<string>();
    return (this.rows.get(session) ?? [])
      .flatMap((event, index) => {
        const seq = index + 1;
        if (event.type !== 'caption.said' || event.line.room !== room) return [];
        if (said.has(`${event.line.by} ${event.line.id}`)) return [];
        said.add(`${event.line.by} ${event.line.id}`);
        const isTheirs = isWholeWithin(spans, { began: event.line.began, ended: seq });
        return isTheirs && (before === null || event.line.at < before) ? [event.line] : [];
      })
      .sort((one, other) => one.at - other.at)
      .slice(-limit);
  }

  async findMessage(session: SessionId, id: MessageId): Promise<ChatMessage | null> {
    return this.#said(session).find((message) => message.id === id) ?? null;
  }

  async boothHistory(
    { session, room, spans }: { session: SessionId; room: RoomId; spans: readonly Span[] },
    before: number | null,
    limit: number,
  ): Promise<BoothMessage[]> {
    return (this.rows.get(session) ?? [])
      .flatMap((event, index) =>
        event.type === 'booth.said' && isWithin(spans, index + 1, { kind: 'said' }) ? [event.message] : [],
      )
      .filter((message) => message.room === room && (before === null || message.at < before))
      .slice(-limit);
  }

  async findBoothMessage(session: SessionId, id: MessageId): Promise<BoothMessage | null> {
    return this.#inBooth(session).find((message) => message.id === id) ?? null;
  }

  async findFile(session: SessionId, file: FileId): Promise<{ message: ChatMessage; seq: number } | null> {
    for (const [index, event] of (this.rows.get(session) ?? []).entries()) {
      if (event.type === 'chat.said' && event.message.file?.id === file) {
        return { message: event.message, seq: index + 1 };
      }
    }
    return null;
  }

  async event(session: SessionId, seq: number): Promise<SessionEvent | null> {
    return this.rows.get(session)?.[seq - 1] ?? null;
  }

  #inBooth(session: SessionId): BoothMessage[] {
    return (this.rows.get(session) ?? []).flatMap((event) =>
      event.type === 'booth.said' ? [event.message] : [],
    );
  }

  #said(session: SessionId): ChatMessage[] {
    return (this.rows.get(session) ?? []).flatMap((event) =>
      event.type === 'chat.said' ? [event.message] : [],
    );
  }
}
