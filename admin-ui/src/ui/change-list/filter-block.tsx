import ChosenIcon from '@mui/icons-material/CancelOutlined';
import { Box, List, ListItem, ListItemButton, ListItemText, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';

interface FilterBlockProps {
  /** As a key. */
  label: string;
  /** FilterChoices. */
  children: ReactNode;
}

/** What a list can be filtered by, with its choices. */
export function FilterBlock({ label, children }: FilterBlockProps): ReactNode {
  const translate = useTranslate();
  const title = useId();
  return (
    <Box role="group" aria-labelledby={title} sx={{ pt: 1 }}>
      <Typography id={title} variant="body2" sx={{ fontWeight: 650 }}>
        {translate(label)}
      </Typography>
      <List dense disablePadding>
        {children}
      </List>
    </Box>
  );
}

interface FilterChoiceProps {
  name: ReactNode;
  isChosen: boolean;
  /** Of one that is chosen: it filters no more. */
  onClick: () => void;
}

export function FilterChoice({ name, isChosen, onClick }: FilterChoiceProps): ReactNode {
  return (
    <ListItem disablePadding>
      <ListItemButton
        component="button"
        aria-pressed={isChosen}
        selected={isChosen}
        onClick={onClick}
        sx={{ pl: 1, py: 0.25, borderRadius: 1, overflowWrap: 'anywhere' }}
      >
        <ListItemText primary={name} />
        {isChosen ? <ChosenIcon fontSize="small" color="action" /> : null}
      </ListItemButton>
    </ListItem>
  );
}
