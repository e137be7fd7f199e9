import { Ask } from './protocol.ts';
import { watchStalls } from './stalls.ts';

/** Loaded before another's server, which knows nothing of it: whoever started that can ask how long it stood still. */
process.on('message', (message) => {
  const { kind } = Ask.parse(message);
  if (kind !== 'ticket') void watchStalls(kind).then((told) => process.send?.(told));
});
