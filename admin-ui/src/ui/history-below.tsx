import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { RecordHistory, type WithHistory } from './history.js';
import { SectionCard } from './section-card.js';

/** So many that the page goes on below a form, and is not taken up by it. */
export const FEW = 10;

/** The history of a record that has no page but its form. */
export function HistoryBelow({ resource, id }: { resource: WithHistory; id: string }): ReactNode {
  const translate = useTranslate();
  return (
    <SectionCard title={translate('bs.history.name')}>
      <RecordHistory resource={resource} id={id} atOnce={FEW} />
    </SectionCard>
  );
}
