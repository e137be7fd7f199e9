import type { MessageId, RoomId, SessionId } from '@parley/shared/ids';
import type { Span } from '@parley/shared/policy';
import type { Actor, ChatMessage, SessionEvent } from '@parley/shared/session';
import { type EventLog, OutcomeUnknown } from '../../store/event-log.ts';
import type { MemoryLog } from '../../session/testing/memory-log.ts';
import { created } from './cast.ts';
import type { Gate } from './gates.ts';
import type { Store } from './store.ts';

/** What a test does to a log: holds it at a gate, and looks at what is stored the moment it is. */
export interface Watch {
  pass(gate: Gate): Promise<void>;
  readonly store: Store;
  loaded(): void;
  /** On disk, whether or not the server lives to hear of it. */
  written(events: readonly SessionEvent[], by: Actor, at: number): void;
}

const never = new Promise<never>(() => undefined);

/** One life of a server at its log, watched where it is of the session played. Whatever a dead server still wants of it never happens. */
export function watchedLog(log: MemoryLog, watch: Watch, isAlive: () => boolean): EventLog {
  const pass = async (gate: Gate): Promise<void> => {
    await watch.pass(gate);
    if (!isAlive()) await never;
  };
  return {
    append: async (session, expectedSeq, events, by, at) => {
      if (session !== created.id) return log.append(session, expectedSeq, events);
      await pass('append');
      const answer = watch.store.commit();
      if (answer !== 'is lost with the rows') {
        await log.append(session, expectedSeq, events);
        watch.written(events, by, at);
      }
      await pass('kept');
      if (answer !== 'comes') throw new OutcomeUnknown();
    },
    load: async (session) => {
      if (session !== created.id) return log.load(session);
      watch.store.reach();
      watch.loaded();
      return log.load(session);
    },
    head: async (session) => {
      watch.store.reach();
      return log.head(session);
    },
    sessions: () => log.sessions(),
    chatHistory: async (
      of: { session: SessionId; room: RoomId; spans: readonly Span[] },
      before: number | null,
      limit: number,
    ): Promise<ChatMessage[]> => {
      if (limit > 1) await pass('read');
      watch.store.reach();
      return log.chatHistory(of, before, limit);
    },
    captionHistory: async (of, before, limit) => {
      await pass('read');
      watch.store.reach();
      return log.captionHistory(of, before, limit);
    },
    findMessage: async (session: SessionId, id: MessageId) => {
      await pass('read');
      watch.store.reach();
      return log.findMessage(session, id);
    },
    boothHistory: async (of, before, limit) => {
      await pass('read');
      watch.store.reach();
      return log.boothHistory(of, before, limit);
    },
    findBoothMessage: async (session, id) => {
      await pass('read');
      watch.store.reach();
      return log.findBoothMessage(session, id);
    },
    findFile: async (session, file) => {
      await pass('read');
      watch.store.reach();
      return log.findFile(session, file);
    },
    event: async (session, seq) => {
      await pass('read');
      watch.store.reach();
      return log.event(session, seq);
    },
    verifyChain: (session) => log.verifyChain(session),
  };
}
