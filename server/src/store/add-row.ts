import type pg from 'pg';

/** What adds one row, or none where the row would not fit, by the name under which a connection keeps it. */
export interface Addition {
  readonly name: string;
  readonly text: string;
}

declare module 'pg' {
  interface Connection {
    /** By name, what the database said it has understood; the driver writes it down. */
    readonly parsedStatements: Readonly<Record<string, string | undefined>>;
  }
}

/** What PostgreSQL says of one row. */
const ADDED = 'INSERT 0 1';

/** Resolves to whether there was a row to add, once it is on disk. Rejects with what the database says. */
export const addRow = (
  db: pg.ClientBase,
  addition: Addition,
  values: readonly (string | Buffer | null)[],
): Promise<boolean> =>
  new Promise((resolve, reject) => {
    db.query(
      new Adding(addition, values, (error, added) => {
        if (error === null) resolve(added);
        else reject(error);
      }),
    );
  });

/**
 * The question as the driver knows one, without what it does for questions in general: nothing is asked of what the
 * rows look like, for there are none, and no answer is made but that it was done.
 */
class Adding implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  /** The driver puts another in its place, which knows of the time that has passed. */
  callback: (error: Error | null) => void;
  readonly #values: readonly (string | Buffer | null)[];
  #added = false;

  constructor(
    { name, text }: Addition,
    values: readonly (string | Buffer | null)[],
    done: (error: Error | null, added: boolean) => void,
  ) {
    this.name = name;
    this.text = text;
    this.#values = values;
    this.callback = (error) => done(error, this.#added);
  }

  submit(connection: pg.Connection): void {
    const { name, text } = this;
    const { stream } = connection;
    // In one piece.
    stream.cork();
    // Understood once is understood, also where nothing could be added then.
    if (connection.parsedStatements[name] === undefined) connection.parse({ name, text, types: [] }, true);
    connection.bind({ statement: name, values: [...this.#values] }, true);
    connection.execute(null, true);
    connection.sync();
    stream.uncork();
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#added = text === ADDED;
  }

  handleReadyForQuery(): void {
    this.callback(null);
  }

  handleError(error: Error): void {
    this.callback(error);
  }
}
