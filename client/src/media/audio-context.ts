let context: AudioContext | null = null;

/** The page's one AudioContext; it runs only after a gesture, so every call after one wakes it. */
export function audioContext(): AudioContext {
  context ??= wakenByGestures(new AudioContext({ latencyHint: 'interactive' }));
  if (context.state !== 'running') context.resume().catch(() => undefined);
  return context;
}

function wakenByGestures(fresh: AudioContext): AudioContext {
  for (const gesture of ['pointerdown', 'keydown', 'touchend']) {
    window.addEventListener(
      gesture,
      () => {
        if (fresh.state !== 'running') fresh.resume().catch(() => undefined);
      },
      { passive: true },
    );
  }
  return fresh;
}
