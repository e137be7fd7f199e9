/** From the link to the room, and every way out of it. */
export const guest = {
  link: { title: '调解会邀请' },
} as const;
