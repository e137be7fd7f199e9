import type { Staff } from '@parley/shared/protocol';
import { changePassword } from '../api.ts';
import { MeScreen } from './MeScreen.tsx';

export const Me = ({ me }: { me: Staff }) => <MeScreen me={me} onPassword={changePassword} />;
