import type { SessionView } from '@parley/shared/policy';
import type { RequestInput } from '@parley/shared/protocol';
import type { InterpretationActions } from '../../../session/interpretation-actions.ts';
import type { SessionActions } from '../../../session/model.ts';

interface Steps extends Pick<SessionActions, 'setMicrophone'> {
  readonly interpretation: Pick<InterpretationActions, 'direct' | 'take'>;
}

/**
 * Whoever takes over with a closed microphone would leave a gap, so it is opened first; and whoever heard them before,
 * the whole room maybe, is not to hear that, nor what they say if somebody else has taken over.
 */
export async function takeOver(
  { me, interpretation }: SessionView,
  actions: Steps,
  wish: RequestInput<'handover.take'>,
): Promise<void> {
  const { epoch } = wish;
  if (me.microphone !== 'open') {
    if (interpretation?.mine?.outlet.to !== 'booth')
      await actions.interpretation.direct({ epoch, outlet: { to: 'booth' } });
    await actions.setMicrophone(true, epoch);
  }
  await actions.interpretation.take(wish);
}
