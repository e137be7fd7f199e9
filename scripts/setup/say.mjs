/** How long something may take before it is worth a line, and how far apart the lines are, in ms. */
const PATIENCE = 10_000;

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Ends the process with one clear line, in two languages where a newcomer reads it.
 *
 * @param {...string} lines
 * @returns {never}
 */
export function stopWith(...lines) {
  for (const line of lines) say(line);
  process.exit(1);
}

/**
 * Tells every ten seconds that something still goes on.
 *
 * @param {string} what
 * @returns {() => void} call it when that has ended
 */
export function progress(what) {
  const began = Date.now();
  const timer = setInterval(() => say(`  … ${what}, ${Math.round((Date.now() - began) / 1000)} s`), PATIENCE);
  return () => clearInterval(timer);
}
