import { useCallback, useSyncExternalStore } from 'react';

/** A session engine, or the devices: something that has a model and tells when it is another one. */
interface Source<M> {
  getModel(): M;
  subscribe(listener: () => void): () => void;
}

export function useModel<M>(source: Source<M>): M {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.getModel());
}
