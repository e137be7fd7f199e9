/** Whether the device has a share sheet; desktops' are of little use beside the clipboard. */
export const canShare = (): boolean =>
  typeof navigator.share === 'function' && matchMedia('(pointer: coarse)').matches;

/** Closing the sheet without sending is no failure. */
export async function shareText(text: string): Promise<void> {
  try {
    await navigator.share({ text });
  } catch {
    // Not sent: the person has seen so themselves.
  }
}
