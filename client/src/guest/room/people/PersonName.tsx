import type { Participant, Side } from '@parley/shared/session';
import { Name } from '../../../ui/Name.tsx';
import { useRoleName } from '../../../ui/person.ts';
import { SideMark } from '../../../ui/SideMark.tsx';

interface PersonNameProps {
  participant: Participant;
  sides: readonly Side[];
  mine?: boolean;
}

/** Name over role, the side's mark before the role. */
export function PersonName({ participant, sides, mine = false }: PersonNameProps) {
  const roleName = useRoleName();
  return (
    <p className="leading-snug">
      <Name name={participant.name} mine={mine} className="block font-medium" />
      <span className="flex flex-wrap items-center gap-1.5 text-sm text-ink-2">
        {'side' in participant && participant.side !== null && (
          <SideMark side={participant.side} sides={sides} />
        )}
        {roleName(participant, sides)}
      </span>
    </p>
  );
}
