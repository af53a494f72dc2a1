import SaveIcon from '@mui/icons-material/SaveAlt';
import SearchIcon from '@mui/icons-material/Search';
import {
  Box,
  Button,
  FormControlLabel,
  InputAdornment,
  MenuItem,
  Stack,
  Switch,
  TextField,
  Typography,
} from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { type Level, LEVELS, textOf } from './choose-lines.js';
import type { LogLine } from './record-log.js';

interface LogToolbarProps {
  level: Level;
  onLevel: (level: Level) => void;
  text: string;
  onText: (text: string) => void;
  isFollowing: boolean;
  onFollow: (isFollowing: boolean) => void;
  /** "3 of 1,200 lines, live" */
  count: string;
  shown: readonly LogLine[];
  /** Of the file that the lines are saved as. */
  fileName: string;
}

export function LogToolbar({
  level,
  onLevel,
  text,
  onText,
  isFollowing,
  onFollow,
  count,
  shown,
  fileName,
}: LogToolbarProps): ReactNode {
  const translate = useTranslate();
  return (
    <Stack direction="row" useFlexGap spacing={1.5} sx={{ p: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <TextField
        fullWidth={false}
        type="search"
        value={text}
        label={translate('bs.log.search')}
        sx={{ flex: '1 1 220px', maxWidth: 360, m: 0 }}
        slotProps={{
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <SearchIcon color="disabled" fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
        onChange={({ target }) => {
          onText(target.value);
        }}
      />
      <TextField
        select
        fullWidth={false}
        value={level}
        label={translate('bs.log.level')}
        sx={{ minWidth: 190, m: 0 }}
        onChange={({ target }) => {
          onLevel(target.value as Level);
        }}
      >
        {LEVELS.map((each) => (
          <MenuItem key={each} value={each}>
            {translate(`bs.log.levels.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        label={translate('bs.log.follow')}
        control={
          <Switch
            size="small"
            checked={isFollowing}
            onChange={(_event, isOn) => {
              onFollow(isOn);
            }}
          />
        }
      />
      <Box sx={{ color: 'text.secondary', flex: '1 1 auto', textAlign: 'right' }}>
        <Typography variant="body2" sx={{ whiteSpace: 'nowrap' }}>
          {count}
        </Typography>
        <Typography variant="caption" component="p">
          {translate('bs.log.zone', { zone: ownZone() })}
        </Typography>
      </Box>
      <Button
        size="small"
        startIcon={<SaveIcon />}
        disabled={shown.length === 0}
        onClick={() => {
          saveAsText(shown, fileName);
        }}
      >
        {translate('bs.log.save')}
      </Button>
    </Stack>
  );
}

/** "Europe/Paris", "America/New York": in which the times of the lines are. */
function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ');
}

function saveAsText(lines: readonly LogLine[], fileName: string): void {
  const address = URL.createObjectURL(new Blob([lines.map((line) => `${textOf(line)}\n`).join('')]));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
