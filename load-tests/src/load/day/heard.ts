import { type Check, looked } from '../findings.ts';
import { type Checked, together } from '../place/stays.ts';
import type { Attendant } from './attendant.ts';

/** Whether anybody heard or read what was for another room. `writing`: messages are written. */
export const heardChecks = (
  all: readonly Pick<Attendant, 'listening' | 'reading'>[],
  writing = false,
): Check[] => [
  heardCheck(all),
  ...looked(
    check('messages told of a room one is not in', together(all.map(({ reading }) => reading.findings()))),
    writing,
  ),
];

/** Whether anybody heard what was for another room. */
export const heardCheck = (all: readonly Pick<Attendant, 'listening'>[]): Check =>
  check('packets heard of a room one is not in', together(all.map(({ listening }) => listening.findings())));

const check = (what: string, { leaks, checked, late, early }: Checked): Check => ({
  what,
  wrong: leaks,
  of: checked,
  ...(late + early === 0
    ? {}
    : { more: `${late} were on their way when somebody left, ${early} came just before the page knew` }),
});
