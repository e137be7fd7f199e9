/** The most that one message of a document may be. The gate takes no more, and no page comes near it. */
export const editBounds = {
  /** Runs of characters, marks, elements and attributes that an edit brings. */
  structs: 10_000,
  /** A clause as long as one may be, in Chinese. */
  bytes: 384 * 1024,
} as const;

/** What a page sends in one message; more goes in several. */
export const editAtOnce = { structs: 2_500, bytes: 192 * 1024 } as const;
