import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

/** So many at first; the rest when somebody asks. */
export const SHOWN = 10;

interface ShowAllProps {
  count: number;
  isWhole: boolean;
  onShow: (isWhole: boolean) => void;
}

/** Unfolds what is more than is shown at first; nothing where there is no more. */
export function ShowAll({ count, isWhole, onShow }: ShowAllProps): ReactNode {
  const translate = useTranslate();
  if (count <= SHOWN) return null;
  return (
    <Button
      size="small"
      aria-expanded={isWhole}
      onClick={() => {
        onShow(!isWhole);
      }}
    >
      {isWhole ? translate('bs.plan.show_fewer') : translate('bs.plan.show_all', { count })}
    </Button>
  );
}
