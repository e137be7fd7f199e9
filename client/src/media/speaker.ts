/** Plays an element through one speaker; browsers without a choice of speakers play it through the system's. */
export async function playThrough(element: HTMLMediaElement, speaker: string | null): Promise<void> {
  if (typeof element.setSinkId !== 'function') return;
  // A speaker that has just been unplugged: the system's own goes on.
  await element.setSinkId(speaker ?? '').catch(() => undefined);
}
