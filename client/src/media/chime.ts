import { audioContext } from './audio-context.ts';
import { playThrough } from './speaker.ts';

/** Hz: a rising third and a fifth, each a little later. */
const NOTES = [523.25, 659.25, 783.99];
const APART_S = 0.16;
const RING_S = 0.7;

/** A browser that has had no gesture yet lets nothing sound; a chime that rings much later would mislead. */
const PATIENCE_MS = 1_000;

/** A short chime through the given speaker (null: the system's); resolves when it has rung out. */
export async function playChime(speaker: string | null): Promise<void> {
  const context = audioContext();
  const given = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([context.resume(), given]);
  if (context.state !== 'running') return;
  const out = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = out.stream;
  await playThrough(element, speaker);
  await element.play();
  const rung = Promise.withResolvers<void>();
  NOTES.forEach((hertz, index) => {
    const from = context.currentTime + 0.05 + index * APART_S;
    const note = context.createOscillator();
    const gain = context.createGain();
    note.frequency.value = hertz;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(0.25, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + RING_S);
    note.connect(gain).connect(out);
    note.start(from);
    note.stop(from + RING_S);
    if (index === NOTES.length - 1) note.addEventListener('ended', () => rung.resolve());
  });
  await rung.promise;
  element.pause();
  element.srcObject = null;
}
