import { Server } from 'socket.io';
import { z } from 'zod';

/** By then everyone has been told whom a message is for. */
const LATER_MS = 300;
/** How a message begins on its way to a line: an event of Socket.IO, by its name. */
const BEGINS = '2["chat",';

const Told = z.tuple([z.literal('chat'), z.object({ message: z.object({ id: z.string() }) })]);

/** A line, as Socket.IO has it below. */
interface Connection {
  readonly readyState: string;
  write: (this: Connection, data: unknown, ...rest: readonly unknown[]) => unknown;
}

/** Where Socket.IO takes a line on. */
interface TakesOn {
  onconnection: (this: unknown, connection: Connection) => unknown;
}

/** The first message is told to one more, who was not told of it. */
export function leakMessages(): void {
  // Types of Socket.IO hide it.
  const prototype = Server.prototype as unknown as TakesOn;
  const { onconnection } = prototype;
  const all = new Set<Connection>();
  const told = new Set<Connection>();
  let first: string | null = null;
  const watch = (connection: Connection): void => {
    const { write } = connection;
    all.add(connection);
    connection.write = (data, ...rest) => {
      if (typeof data === 'string' && data.startsWith(BEGINS)) {
        const [, { message }] = Told.parse(JSON.parse(data.slice(1)));
        if (first === null) {
          first = message.id;
          setTimeout(() => {
            const another = [...all].find((each) => each.readyState === 'open' && !told.has(each));
            another?.write(data, ...rest);
          }, LATER_MS);
        }
        if (message.id === first) told.add(connection);
      }
      return write.call(connection, data, ...rest);
    };
  };
  prototype.onconnection = function (connection) {
    watch(connection);
    return onconnection.call(this, connection);
  };
}
