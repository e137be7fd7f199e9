/** Without letters and digits that are taken for one another when read out or copied by hand; 32 of them. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP = 4;

/** 80 random bits that can be read out: `k3vw-9xqa-m2tz-hd7p`. */
export function randomPassword(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(GROUPS * GROUP))].map(
    (byte) => ALPHABET[byte % ALPHABET.length] ?? '',
  );
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP, (group + 1) * GROUP).join(''),
  ).join('-');
}
