import { z } from 'zod';
import { ParticipantId, SideId } from '../ids.ts';
import { lineOfText } from './text.ts';

export const Role = z.enum([
  'mediator',
  'co-mediator',
  'party',
  'counsel',
  'interpreter',
  'recorder',
  'observer',
]);
export type Role = z.infer<typeof Role>;

/** BCP 47, the subset people pick from a list. */
export const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/);
export type Language = z.infer<typeof Language>;

/** Whoever knows Chinese knows it as it is written in Hong Kong. */
export const primaryOf = (language: Language): Language => language.split('-')[0] ?? language;

export const PersonName = lineOfText(80);

export const SideKind = z.enum(['applicant', 'respondent', 'other']);
export type SideKind = z.infer<typeof SideKind>;
export const Side = z.object({ id: SideId, kind: SideKind, name: lineOfText(80) });
export type Side = z.infer<typeof Side>;

const person = {
  id: ParticipantId,
  name: PersonName,
  languages: z.array(Language).min(1).max(5),
};

/**
 * In a case, and so in a session: both tables and an audience of 200 with room to spare. Whatever is told to each of them
 * of each other is bounded by it.
 */
export const MOST_PEOPLE = 300;

/** A person in a Session. A party and a counsel stand on a Side; an interpreter may be brought along by one. */
export const Participant = z.discriminatedUnion('role', [
  z.object({ ...person, role: z.literal('mediator') }),
  z.object({ ...person, role: z.literal('co-mediator') }),
  z.object({ ...person, role: z.literal('party'), side: SideId }),
  z.object({ ...person, role: z.literal('counsel'), side: SideId }),
  z.object({ ...person, role: z.literal('interpreter'), side: SideId.nullable().default(null) }),
  z.object({ ...person, role: z.literal('recorder') }),
  z.object({ ...person, role: z.literal('observer') }),
]);
export type Participant = z.infer<typeof Participant>;

/** Whom they belong with, or null for those who belong with nobody. */
export const sideOf = (participant: Participant): SideId | null =>
  'side' in participant ? participant.side : null;

/** The six kinds of mediation of the Shanghai plan (行政、行业性、商事、人民、仲裁、律师). */
export const MediationKind = z.enum([
  'people',
  'administrative',
  'industry',
  'commercial',
  'arbitration',
  'lawyer',
]);
export type MediationKind = z.infer<typeof MediationKind>;
