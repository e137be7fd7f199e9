import type { CommentId, Epoch, ParticipantId } from '@parley/shared/ids';
import type { SessionView } from '@parley/shared/policy';
import { useState } from 'react';
import { mint } from '../../../../session/mint.ts';
import { useBusy } from '../../../../ui/use-busy.ts';
import { LONGEST } from './MentionField.tsx';
import { type Mentioned, mentionsIn } from './mentions.ts';

interface Written {
  readonly id: CommentId;
  /** Of the stay in the room in which its writing began. */
  readonly epoch: Epoch;
  readonly text: string;
  readonly mentions: ParticipantId[];
}

export interface RemarkDraft {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly mention: (person: Mentioned) => void;
  readonly send: () => void;
  readonly sending: boolean;
  readonly ready: boolean;
}

/** Words being written, which are sent once however often that is tried, and gone only once they have arrived. */
export function useRemark(view: SessionView, say: (remark: Written) => Promise<boolean>): RemarkDraft {
  const [id, setId] = useState(() => mint.comment());
  const [epoch] = useState(() => (view.place.kind === 'room' ? view.place.epoch : 0));
  const [text, write] = useState('');
  const [chosen, setChosen] = useState<readonly Mentioned[]>([]);
  const ready = text.trim() !== '' && text.length <= LONGEST;
  const [send, sending] = useBusy(async () => {
    if (!ready) return;
    if (!(await say({ id, epoch, text, mentions: mentionsIn(text, chosen) }))) return;
    write('');
    setChosen([]);
    setId(mint.comment());
  });
  return { text, write, mention: (person) => setChosen([...chosen, person]), send, sending, ready };
}
