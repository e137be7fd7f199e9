import { z } from 'zod';
import { ParticipantId } from '../ids.ts';

export const nothing = z.strictObject({});
/** Somebody of the session, whom the server knows by this id. */
export const person = z.strictObject({ participant: ParticipantId });
