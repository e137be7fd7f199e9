import type {
  Anchor,
  Deed,
  Outcome,
  Pen,
  Proposal,
  VersionContent,
  VersionView,
} from '@parley/shared/agreement';
import type { Plain } from './plain.ts';

/** A clause of the agreement or of a draft. */
export interface Clause {
  readonly id: string;
  pen: Plain<Pen>;
  state: 'draft' | 'proposed' | 'agreed' | 'locked';
  agreedBy: string[];
  agreedHash: string | null;
  objection: { readonly side: string; readonly reason: string } | null;
  aligned: { readonly texts: Canonical; readonly by: string; readonly at: number } | null;
  /** What of it has left its draft last. */
  letOut: { readonly texts: Canonical; readonly side: string | null; readonly at: number } | null;
  readonly deeds: Plain<Deed>[];
  /** The words that were last decided for it, by language; people may have written since. */
  readonly decided: Record<string, unknown>;
}
/** The words in each language, as they are compared. */
type Canonical = Readonly<Record<string, string>>;
export interface Suggestion extends Omit<Plain<Proposal>, 'acceptedBy' | 'outcome'> {
  readonly acceptedBy: string[];
  outcome: Plain<Outcome>;
}
export interface Kept extends Plain<VersionView> {
  readonly content: Plain<VersionContent>;
}
export interface Paper {
  readonly languages: readonly string[];
  readonly prevailing: string;
  clauses: Clause[];
  readonly proposals: Suggestion[];
  readonly versions: Kept[];
  /** Who has used which id for a remark, once and for all. */
  readonly remarked: Map<string, string>;
  /** How often it was put back. */
  restores: number;
}

export const newPaper = (languages: readonly string[], prevailing: string, clauses: Clause[]): Paper => ({
  languages,
  prevailing,
  clauses,
  proposals: [],
  versions: [],
  remarked: new Map(),
  restores: 0,
});
export const newClause = (
  id: string,
  pen: Plain<Pen>,
  words: Readonly<Record<string, unknown>> = {},
): Clause => ({
  id,
  pen,
  state: 'draft',
  agreedBy: [],
  agreedHash: null,
  objection: null,
  aligned: null,
  letOut: null,
  deeds: [],
  decided: { ...words },
});

/** Something said about a clause of the agreement, or, with `of`, of the draft of that room. */
export interface Answer {
  readonly id: string;
  readonly of: string | null;
  /** For whom: a room, or everyone. */
  readonly room: string | null;
  readonly author: string;
  readonly side: string | null;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly at: number;
  readonly witnesses: ReadonlySet<string>;
}
export interface Remark extends Answer {
  readonly clause: string;
  readonly language: string;
  readonly anchor: Anchor;
  readonly quote: string;
  readonly answers: readonly Answer[];
  readonly resolved: boolean;
}
