import type { TemplateSummary } from '@parley/shared/protocol';
import { Copy, EllipsisVertical, EyeOff, Pencil, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, navigate } from '../../app/router.tsx';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx';
import { paths } from '../routes.ts';

interface TemplateRowProps {
  template: TemplateSummary;
  onOffer: () => void;
}

export function TemplateRow({ template, onOffer }: TemplateRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, title, organisation, languages, clauses, offered, kept, changedAt, changedBy } = template;
  const date = format.date(changedAt);
  return (
    <li className="flex items-start gap-2 py-3 ps-4 pe-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <Link href={paths.template(id)} className="font-semibold hover:underline">
            <bdi>{title}</bdi>
          </Link>
          <p className="text-sm text-ink-2">
            <bdi className="block">{organisation}</bdi>
            {languages.map((each) => format.languageName(each)).join(t('common.separator'))}
            {' · '}
            {t('templates.clauses', { count: clauses })}
          </p>
          <p className="text-sm text-ink-2">
            {changedBy === null
              ? t('templates.keptOn', { date })
              : t('templates.changed', { date, name: changedBy })}
          </p>
        </div>
        <div className="flex flex-wrap gap-1">
          {kept && !offered && changedBy === null && <Badge tone="waiting">{t('templates.toRead')}</Badge>}
          {offered ? (
            <Badge tone="agreed">{t('templates.offered')}</Badge>
          ) : (
            <Badge>{t('templates.notOffered')}</Badge>
          )}
        </div>
      </div>
      <Menu
        trigger={
          <IconButton
            label={t('templates.more', { title })}
            icon={<EllipsisVertical size={18} aria-hidden />}
          />
        }
      >
        <MenuItem icon={<Pencil size={18} aria-hidden />} onSelect={() => navigate(paths.template(id))}>
          {t('templates.edit')}
        </MenuItem>
        <MenuItem icon={<Copy size={18} aria-hidden />} onSelect={() => navigate(paths.copyOf(id))}>
          {t('templates.copy')}
        </MenuItem>
        <MenuLine />
        {offered ? (
          <MenuItem icon={<EyeOff size={18} aria-hidden />} onSelect={onOffer}>
            {t('templates.retire.item')}
          </MenuItem>
        ) : (
          <MenuItem icon={<Send size={18} aria-hidden className="rtl:-scale-x-100" />} onSelect={onOffer}>
            {t('templates.offer.item')}
          </MenuItem>
        )}
      </Menu>
    </li>
  );
}
