import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextEditor } from '../../../agreement/editor/text-editor.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { amountOf, applyField, atCaret, currencies, type Field, removeField } from './fields.ts';

interface FieldPopoverProps {
  text: TextEditor | null;
  field: Field;
  trigger: ReactElement;
}

/** What a sum, a date or a term means, for the words that are selected or for new ones. */
export function FieldPopover({ text, field, trigger }: FieldPopoverProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    text?.editor.commands.focus();
  };
  return (
    <Popover open={open} onOpenChange={setOpen} title={t(`agreement.tools.${field}`)} trigger={trigger}>
      {text !== null && <FieldForm text={text} field={field} onDone={close} />}
    </Popover>
  );
}

function FieldForm({ text, field, onDone }: { text: TextEditor; field: Field; onDone: () => void }) {
  const { t } = useTranslation();
  const [{ words, attributes }] = useState(() => atCaret(text, field));
  const [values, setValues] = useState(() => attributes ?? firstValues(field, words));
  const [failed, setFailed] = useState(false);
  const set = (name: string, value: string): void => setValues((all) => ({ ...all, [name]: value }));
  const apply = (): void => {
    const given = field === 'money' ? { ...values, amount: amountOf(values['amount'] ?? '') ?? '' } : values;
    if (applyField(text, field, given)) onDone();
    else setFailed(true);
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      {field === 'money' && (
        <>
          <TextField
            label={t('agreement.field.amount')}
            inputMode="decimal"
            autoComplete="off"
            value={values['amount'] ?? ''}
            error={failed ? t('agreement.field.amountError') : undefined}
            onChange={(event) => set('amount', event.target.value)}
          />
          <SelectField
            label={t('agreement.field.currency')}
            value={values['currency']}
            onChange={(event) => set('currency', event.target.value)}
          >
            {currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </SelectField>
        </>
      )}
      {field === 'date' && (
        <TextField
          label={t('agreement.field.date')}
          type="date"
          value={values['iso'] ?? ''}
          error={failed ? t('agreement.field.dateError') : undefined}
          onChange={(event) => set('iso', event.target.value)}
        />
      )}
      {field === 'term' && (
        <TextField
          label={t('agreement.field.term')}
          hint={t('agreement.field.termHint')}
          autoComplete="off"
          maxLength={80}
          value={values['term'] ?? ''}
          error={failed ? t('agreement.field.termError') : undefined}
          onChange={(event) => set('term', event.target.value)}
        />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {attributes !== null && (
          <Button
            size="sm"
            variant="quiet"
            onClick={() => {
              removeField(text, field);
              onDone();
            }}
          >
            {t('agreement.field.remove')}
          </Button>
        )}
        <Button size="sm" variant="primary" type="submit">
          {t('agreement.field.apply')}
        </Button>
      </div>
    </form>
  );
}

function firstValues(field: Field, words: string): Readonly<Record<string, string>> {
  switch (field) {
    case 'money':
      return { amount: amountOf(words) ?? '', currency: currencies[0] };
    case 'date':
      return { iso: '' };
    case 'term':
      return { term: words };
  }
}
