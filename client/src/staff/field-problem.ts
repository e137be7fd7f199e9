import { useTranslation } from 'react-i18next';
import type { z } from 'zod';

/** What is wrong with what stands in a field. */
export type FieldProblem =
  | { readonly kind: 'missing' }
  | { readonly kind: 'short'; readonly least: number }
  | { readonly kind: 'long'; readonly most: number }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'pattern' }
  | { readonly kind: 'past' }
  | { readonly kind: 'taken' }
  | { readonly kind: 'wrong-password' };

/** What the shared schema says about each field, the first about each, by the field's path: `people.2.name`. */
export function fieldProblems({ issues }: z.ZodError): Map<string, FieldProblem> {
  const problems = new Map<string, FieldProblem>();
  for (const issue of issues) {
    const field = issue.path.join('.');
    if (!problems.has(field)) problems.set(field, problemOf(issue));
  }
  return problems;
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  switch (issue.code) {
    case 'too_small':
      return issue.minimum === 1 ? { kind: 'missing' } : { kind: 'short', least: Number(issue.minimum) };
    case 'too_big':
      return { kind: 'long', most: Number(issue.maximum) };
    case 'invalid_format':
      return { kind: 'pattern' };
    case 'invalid_type':
      return { kind: 'missing' };
    default:
      return { kind: 'unreadable' };
  }
}

/** A field's problem in words, undefined while it has none. */
export function useFieldText(): (problem: FieldProblem | undefined) => string | undefined {
  const { t } = useTranslation();
  return (problem) => {
    switch (problem?.kind) {
      case undefined:
        return undefined;
      case 'missing':
        return t('staff.field.missing');
      case 'short':
        return t('staff.field.short', { least: problem.least });
      case 'long':
        return t('staff.field.long', { most: problem.most });
      case 'unreadable':
        return t('staff.field.unreadable');
      case 'pattern':
        return t('staff.field.pattern');
      case 'past':
        return t('staff.field.past');
      case 'taken':
        return t('staff.field.taken');
      case 'wrong-password':
        return t('staff.field.wrongPassword');
    }
  };
}

/** After a press of the main button that did not go through: to the first field that needs attention. */
export function focusFirstProblem(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid="true"]')?.focus();
}
