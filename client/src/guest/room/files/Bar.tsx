interface BarProps {
  label: string;
  /** Bytes done, of all. */
  done: number;
  all: number;
}

/** How far a transfer is. */
export function Bar({ label, done, all }: BarProps) {
  return (
    <progress
      aria-label={label}
      value={Math.min(done, all)}
      max={all}
      className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-ink"
    />
  );
}
