import type { ErrorReply } from '@parley/shared/errors';
import type { ParticipantId } from '@parley/shared/ids';
import type { Signal, Source } from '@parley/shared/session';
import type { DeviceFailure } from '../media/model.ts';

/** Whom a notice is about, for as long as what it says of them is so. */
export interface Someone {
  readonly participant: ParticipantId;
  readonly name: string;
}

/** People who come to wait, come into my room or leave it, told of together; `listening`: of those who only listen. */
export interface Movement {
  readonly kind: 'waiting' | 'joined' | 'left';
  readonly listening: boolean;
  readonly people: readonly Someone[];
}

/** Something worth a line to the person: shown for a while, kept in a history. */
export interface Notice {
  readonly id: number;
  readonly at: number;
  readonly content:
    | { readonly kind: 'error'; readonly error: ErrorReply }
    | { readonly kind: 'muted-by'; readonly name: string }
    | { readonly kind: 'microphone-closed' }
    /** I was sent into the joint session, and come there with a closed microphone. */
    | { readonly kind: 'came-muted' }
    | { readonly kind: 'wish-declined'; readonly name: string; readonly reason: string }
    | { readonly kind: 'entry-declined'; readonly name: string }
    /** I was to come into another room, and stay where I am. */
    | { readonly kind: 'kept-out' }
    /** An interpreter asks me, or somebody else in my room, to speak more slowly. */
    | { readonly kind: 'speak-slower'; readonly name: string }
    | { readonly kind: 'asked-slower'; readonly by: string; readonly name: string }
    | ({ readonly kind: 'hand-raised' } & Someone)
    | Movement
    /** Said by somebody who waits. */
    | ({ readonly kind: 'signal'; readonly signal: Signal } & Someone)
    | { readonly kind: 'reconnected' }
    /** What is said in my room is turned into text from now on, or again. */
    | { readonly kind: 'captions-on' | 'captions-back' }
    /** Everyone was about to be brought together, and is not. */
    | { readonly kind: 'called-off' }
    /** Likewise, as who conducts is told: for these lack an interpreter. */
    | { readonly kind: 'gathering-stopped'; readonly names: readonly string[] }
    /** A line of mine had not gone out when I left the room it was written for; it is said nowhere. */
    | { readonly kind: 'unsaid' }
    /** Likewise a file. */
    | { readonly kind: 'unshared' }
    | { readonly kind: 'device'; readonly source: Source; readonly failure: DeviceFailure };
}
