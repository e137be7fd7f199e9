import type { Later } from './store.ts';

/** A page that stopped being drawn meanwhile gets no frame. */
const PATIENCE_MS = 100;

/** With the next frame; in a page that is not drawn at all, after what has come in already. */
export const withNextFrame: Later = (work) => {
  if (document.hidden) return nextTurn(work);
  const timer = setTimeout(now, PATIENCE_MS);
  const frame = requestAnimationFrame(now);
  function cancel(): void {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  }
  function now(): void {
    cancel();
    work();
  }
  return cancel;
};

/** After whatever waits for its turn already. A timer may have to wait a second, in a page that is not drawn. */
export const nextTurn: Later = (work) => {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    work();
  });
  port1.start();
  port2.postMessage(null);
  return () => port1.close();
};
