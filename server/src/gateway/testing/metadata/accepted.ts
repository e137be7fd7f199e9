/** A step that was refused would compare nothing with nothing. */
export function accepted(reply: { readonly ok: boolean }): void {
  if (!reply.ok) throw new Error(`refused: ${JSON.stringify(reply)}`);
}
