import type { ConsumerId } from '@parley/shared/ids';
import { createContext, type RefObject, useContext, useEffect } from 'react';
import { type LayerWants, layerFor } from './layer-wants.ts';

export const LayerContext = createContext<LayerWants | null>(null);

/** Asks for the layer that fits an element's size; for none while it is scrolled away or the tab is hidden. */
export function useLayer(element: RefObject<HTMLElement | null>, consumer: ConsumerId | null): void {
  const wants = useContext(LayerContext);
  useEffect(() => {
    const node = element.current;
    if (wants === null || consumer === null || node === null) return;
    const place = {};
    let inSight = true;
    const say = (): void => {
      const height = node.clientHeight * Math.min(devicePixelRatio, 2);
      const shown = inSight && height > 0 && document.visibilityState === 'visible';
      wants.want(consumer, place, shown ? layerFor(height) : null);
    };
    const size = new ResizeObserver(say);
    const sight = new IntersectionObserver(([entry]) => {
      inSight = entry?.isIntersecting ?? false;
      say();
    });
    size.observe(node);
    sight.observe(node);
    document.addEventListener('visibilitychange', say);
    return () => {
      size.disconnect();
      sight.disconnect();
      document.removeEventListener('visibilitychange', say);
      wants.leave(consumer, place);
    };
  }, [element, consumer, wants]);
}
