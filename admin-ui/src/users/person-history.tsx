import { ToggleButton, ToggleButtonGroup } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { RecordHistory } from '../ui/history.js';
import { FEW } from '../ui/history-below.js';
import { SectionCard } from '../ui/section-card.js';

const PARTS = ['all', 'done_to', 'done_by'] as const;
type Part = (typeof PARTS)[number];

/** What was done to a person, and what they did: the first is little, and would be lost in the second. */
export function PersonHistory({ id }: { id: string }): ReactNode {
  const translate = useTranslate();
  const [part, setPart] = useState<Part>('all');
  const words = (key: string): string => translate(`resources.users.history.${key}`);
  return (
    <SectionCard title={translate('bs.history.name')}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={part}
        aria-label={words('which')}
        sx={{ mb: 1, flexWrap: 'wrap' }}
        onChange={(_event, chosen: Part | null) => {
          if (chosen !== null) setPart(chosen);
        }}
      >
        {PARTS.map((each) => (
          <ToggleButton key={each} value={each} sx={{ textTransform: 'none' }}>
            {words(each)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <RecordHistory resource="users" id={id} part={part} atOnce={FEW} />
    </SectionCard>
  );
}
