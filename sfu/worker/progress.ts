/** What obtaining the worker is doing. `elapsed` is in milliseconds since it began. */
export type Progress =
  | { kind: 'step'; step: string; elapsed: number }
  | { kind: 'objects'; done: number; total: number; elapsed: number };

export type Report = (progress: Progress) => void;

/** Steps and objects, each stamped with the time since this was made. */
export interface Reporter {
  step(step: string): void;
  objects(done: number, total: number): void;
}

export function startReporter(report: Report): Reporter {
  const began = performance.now();
  const elapsed = () => Math.round(performance.now() - began);
  return {
    step: (step) => report({ kind: 'step', step, elapsed: elapsed() }),
    objects: (done, total) => report({ kind: 'objects', done, total, elapsed: elapsed() }),
  };
}

/** One line for a terminal: `1:05  compiling, 123 of 276 objects (44%)`. */
export function formatProgress(progress: Progress): string {
  const seconds = Math.floor(progress.elapsed / 1000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  if (progress.kind === 'step') return `${clock}  ${progress.step}`;
  const percent = Math.floor((progress.done / progress.total) * 100);
  return `${clock}  compiling, ${progress.done} of ${progress.total} objects (${percent}%)`;
}

/**
 * Prints progress as lines. A terminal rewrites one line for the objects; a log gets a line for each further tenth.
 */
export function progressPrinter(out: { isTTY?: boolean; write(text: string): unknown }): Report {
  let open = false;
  let tenth = 0;
  return (progress) => {
    const line = formatProgress(progress);
    if (progress.kind === 'step') {
      out.write(`${open ? '\n' : ''}${line}\n`);
      open = false;
      tenth = 0;
      return;
    }
    if (out.isTTY) {
      out.write(`\r${line}`);
      open = true;
      return;
    }
    const reached = Math.floor((progress.done / progress.total) * 10);
    if (reached > tenth) out.write(`${line}\n`);
    tenth = reached;
  };
}
