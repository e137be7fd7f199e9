import type { SessionView } from '@parley/shared/policy';
import type { SessionActions } from '../../../session/model.ts';
import type { DrawnModel } from '../../drawn-model.ts';
import { useBusy } from '../../../ui/use-busy.ts';

/** The switches of my own devices and hand, each deaf while its last press is still on its way. */
export interface Controls {
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly toggleScreen: () => void;
  readonly toggleHand: () => void;
  readonly busy: Readonly<Record<'microphone' | 'camera' | 'screen' | 'hand', boolean>>;
}

type Switches = Pick<SessionActions, 'setMicrophone' | 'setCamera' | 'shareScreen' | 'raiseHand'>;

export function useControls(model: DrawnModel, view: SessionView, actions: Switches): Controls {
  const [toggleMicrophone, microphone] = useBusy(() => actions.setMicrophone(view.me.microphone !== 'open'));
  const [toggleCamera, camera] = useBusy(() => actions.setCamera(model.local.camera.kind !== 'on'));
  const [toggleScreen, screen] = useBusy(() => actions.shareScreen(model.local.screen.kind !== 'on'));
  const [toggleHand, hand] = useBusy(() => actions.raiseHand(view.me.handSince === null));
  return {
    toggleMicrophone,
    toggleCamera,
    toggleScreen,
    toggleHand,
    busy: { microphone, camera, screen, hand },
  };
}
