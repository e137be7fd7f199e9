import type { TemplateSummary } from '@parley/shared/protocol';
import { FileText, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Menu, MenuHeading, MenuItem } from '../../ui/Menu.tsx';
import { paths } from '../routes.ts';
import { beginnings } from './draft.ts';
import { OfferDialog } from './OfferDialog.tsx';
import { TemplateRow } from './TemplateRow.tsx';
import { TemplatesHead } from './TemplatesHead.tsx';

interface TemplatesScreenProps {
  templates: readonly TemplateSummary[];
  onOffer: (template: TemplateSummary, offered: boolean) => Promise<void>;
}

/** What the organisation begins its agreements with, those on offer first. */
export function TemplatesScreen({ templates, onOffer }: TemplatesScreenProps) {
  const { t } = useTranslation();
  const [offering, setOffering] = useState<TemplateSummary | null>(null);
  const sorted = templates.toSorted((one, other) => Number(other.offered) - Number(one.offered));
  return (
    <TemplatesHead action={<NewTemplateMenu />}>
      <Card className="mt-6">
        {templates.length === 0 ? (
          <Empty icon={<FileText size={32} aria-hidden />} title={t('templates.empty')}>
            <p className="max-w-md">{t('templates.emptyText')}</p>
          </Empty>
        ) : (
          <ul aria-label={t('templates.title')} className="divide-y divide-line">
            {sorted.map((template) => (
              <TemplateRow key={template.id} template={template} onOffer={() => setOffering(template)} />
            ))}
          </ul>
        )}
      </Card>
      {offering !== null && (
        <OfferDialog template={offering} onClose={() => setOffering(null)} onOffer={onOffer} />
      )}
    </TemplatesHead>
  );
}

function NewTemplateMenu() {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <Button variant="primary" icon={<Plus size={20} aria-hidden />}>
          {t('templates.add')}
        </Button>
      }
    >
      <MenuHeading>{t('templates.addFrom')}</MenuHeading>
      {beginnings.map((each) => (
        <MenuItem key={each} onSelect={() => navigate(paths.newTemplate(each))}>
          {t(`agreement.start.templates.${each}.name`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
