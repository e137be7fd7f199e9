export { MAX_OWN_TERMS, MAX_TERMS, Term, TermGoal, TermStanding, TermWords } from './term.ts';
