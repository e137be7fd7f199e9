import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** What has no room in these lines. */
interface Cut {
  readonly names: number;
  readonly besides: number;
}

/**
 * Marks each part of a text that has no room in its box with `data-cut`, from the first such on. Answers how many names
 * those are; null where everything fits. The end of the last line is kept for what tells of it, `[data-more]`.
 */
export function useFitting(): [box: RefObject<HTMLParagraphElement | null>, cut: number | null] {
  const box = useRef<HTMLParagraphElement | null>(null);
  const [cut, setCut] = useState<Cut>({ names: 0, besides: 0 });
  const measured = useRef<string | null>(null);
  const measure = useRef((): void => {
    if (box.current === null) return;
    measured.current = box.current.textContent;
    const next = mark(box.current);
    setCut((old) => (old.names === next.names && old.besides === next.besides ? old : next));
  });
  // Where things stand is asked of the browser only after the words have changed: the answer takes long, and a room is
  // drawn several times a second.
  useLayoutEffect(() => {
    if (box.current !== null && box.current.textContent !== measured.current) measure.current();
  });
  useLayoutEffect(() => {
    const sizes = new ResizeObserver(() => measure.current());
    const text = box.current;
    for (const each of [text, text?.parentElement ?? null]) if (each !== null) sizes.observe(each);
    return () => sizes.disconnect();
  }, []);
  return [box, cut.names + cut.besides === 0 ? null : cut.names];
}

/** As wide as the control that tells of it, with what sets it apart. */
const MORE_PX = 112;

function mark(box: HTMLElement): Cut {
  const parts = [...box.querySelectorAll<HTMLElement>('[data-fits]')];
  const { bottom, left, right } = (box.parentElement ?? box).getBoundingClientRect();
  const isRtl = getComputedStyle(box).direction === 'rtl';
  const places = parts.map((part) => part.getBoundingClientRect());
  const isOver = places.some((place) => place.bottom > bottom + 1);
  const lastLine = Math.max(...places.map((place) => (place.bottom > bottom + 1 ? 0 : place.bottom)));
  const fits = (place: DOMRect): boolean => {
    if (!isOver) return true;
    if (place.bottom > bottom + 1) return false;
    if (place.bottom < lastLine - 4) return true;
    return isRtl ? place.left >= left + MORE_PX : place.right <= right - MORE_PX;
  };
  const first = places.findIndex((place) => !fits(place));
  const cut = first === -1 ? [] : parts.slice(first);
  for (const part of parts) part.toggleAttribute('data-cut', cut.includes(part));
  return {
    names: cut.filter(({ dataset }) => dataset['fits'] === 'name').length,
    besides: cut.filter(({ dataset }) => dataset['fits'] === 'besides').length,
  };
}
