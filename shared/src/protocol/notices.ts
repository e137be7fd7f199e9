import { z } from 'zod';
import { AgreementChange, AgreementView } from '../agreement/index.ts';
import { CaptionLine } from '../captions/line.ts';
import { ErrorReply } from '../errors/index.ts';
import { ConsumerId, Epoch, ParticipantId, PeerId, RoomId } from '../ids.ts';
import { SessionView, ViewChange } from '../policy/index.ts';
import { ChatMessage } from '../session/chat.ts';
import { Participant } from '../session/people.ts';
import { ConsumerOptions, Reception } from '../sfu/index.ts';

/** A line of chat with who wrote it, who may have left since. */
export const AuthoredMessage = ChatMessage.extend({ from: Participant });
export type AuthoredMessage = z.infer<typeof AuthoredMessage>;

const ofView = { rev: z.number().int(), now: z.number().int() };

/** Server to browser. Only the server may send these, hence their own table. */
export const notices = {
  /** The whole of what I may see, first of all on a line. `rev` counts my views only. */
  view: z.object({ ...ofView, view: SessionView }),
  /** What has changed of it since the `rev` before. */
  'view.changed': z.object({ ...ofView, change: ViewChange }),
  /** The whole of what I may know of the agreement and of my caucus's draft: at first, and when I ask for it again. */
  agreement: z.object({ rev: z.number().int(), view: AgreementView }),
  /** What has changed of it since the `rev` before. */
  'agreement.changed': z.object({ rev: z.number().int(), change: AgreementChange }),
  chat: z.object({ room: RoomId, epoch: Epoch, message: AuthoredMessage }),
  /** A line of captions in the language I read, each time it has more. */
  caption: z.object({ room: RoomId, epoch: Epoch, line: CaptionLine }),
  /** A partner of mine in this room has written to their partners. */
  booth: z.object({ room: RoomId, epoch: Epoch, message: AuthoredMessage }),
  /** How many terms that interpreters suggest wait for an answer in this case, as who conducts. */
  suggestions: z.object({ waiting: z.number().int().min(0) }),
  'consumer.opened': z.object({ peer: PeerId, epoch: Epoch, owner: ParticipantId, options: ConsumerOptions }),
  /** To be set up for a voice that is not mine to hear: nobody's until it is opened, and again once it is mine no more. */
  'consumer.prepared': z.object({ peer: PeerId, epoch: Epoch, options: Reception }),
  /** After a line came back: every consumer that stands. Any other is gone. */
  'consumers.now': z.object({ peer: PeerId, consumers: z.array(ConsumerId) }),
  'consumer.closed': z.object({ consumer: ConsumerId }),
  'consumer.layer': z.object({ consumer: ConsumerId, spatial: z.number().int().nullable() }),
  /**
   * Who is heard now (loudest first), and of whose line there is news, how it fares, 0 … 10: everyone's when I come into a
   * room, and then whoever fares otherwise. Lossy where it has no news.
   */
  signals: z.object({
    speaking: z.array(z.object({ participant: ParticipantId, volume: z.number() })),
    quality: z.array(z.object({ participant: ParticipantId, score: z.number() })),
  }),
  /** Something was done, mostly to me, that I might not notice. */
  told: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('muted'), by: z.string() }),
    /** I was sent among people of several sides, and come there with a closed microphone. */
    z.object({ kind: z.literal('came-muted') }),
    z.object({ kind: z.literal('wish-declined'), by: z.string(), reason: z.string() }),
    /** It was open when my line was lost, and is not any more. */
    z.object({ kind: z.literal('microphone-closed') }),
    /** Whom I was bringing into a private room is not let in. */
    z.object({ kind: z.literal('entry-declined'), name: z.string() }),
    /** I was to come into another room, and stay where I am. */
    z.object({ kind: z.literal('kept-out') }),
    /** An interpreter asks me to speak more slowly. */
    z.object({ kind: z.literal('speak-slower'), by: z.string() }),
    /** An interpreter has asked somebody else in my room; told to those who conduct. */
    z.object({ kind: z.literal('asked-slower'), by: z.string(), name: z.string() }),
    /** Nobody was brought together, for these lack an interpreter; told to those who conduct. */
    z.object({ kind: z.literal('gathering-stopped'), names: z.array(z.string()) }),
  ]),
  /** My media on the SFU is gone, if it is still this peer's: join again. */
  'media.lost': z.object({ peer: PeerId }),
  /** The answer to a message that asked for none. */
  refused: ErrorReply,
  /** The connection ends here, and why. */
  dropped: ErrorReply,
} as const satisfies Record<string, z.ZodType>;

export type NoticeName = keyof typeof notices;
export type Notice<N extends NoticeName> = z.output<(typeof notices)[N]>;
