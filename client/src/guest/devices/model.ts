import type { Devices, DevicesModel } from '../../media/devices-model.ts';
import type { Platform } from './platform.ts';

/** What the device screens may do. */
export type DeviceControl = Pick<Devices, 'start' | 'stop' | 'choose' | 'level' | 'playTestSound'>;

export interface DeviceCheckProps {
  devices: DevicesModel;
  control: DeviceControl;
  platform: Platform;
}
