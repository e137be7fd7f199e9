import { startTransition, useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Devices, DevicesModel } from '../media/devices-model.ts';
import type { SessionEngine, SessionModel } from '../session/model.ts';

export function useDevices(devices: Devices): DevicesModel {
  const subscribe = useCallback((listener: () => void) => devices.subscribe(listener), [devices]);
  return useSyncExternalStore(subscribe, () => devices.getModel());
}

/**
 * What happened by itself is drawn in pieces, between which sound and picture go on being set up: to draw a room
 * whole takes a slow machine longer than to join it.
 */
export function useSession(engine: SessionEngine): SessionModel {
  const [model, setModel] = useState(() => engine.getModel());
  useEffect(() => {
    const draw = (): void => setModel(engine.getModel());
    const stop = engine.watch((urgent) => (urgent ? draw() : startTransition(draw)));
    // What happened before this was told to nobody.
    draw();
    return stop;
  }, [engine]);
  return model;
}
