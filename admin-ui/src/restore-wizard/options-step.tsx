import {
  Alert,
  Box,
  Button,
  Card,
  Checkbox,
  FormControlLabel,
  FormHelperText,
  TextField,
  Typography,
} from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { needsOverride, pendingOf } from '../restore-plan/plan.js';
import { isAllowed, isOverriding, optionsOf } from './options-of.js';
import { StepButtons } from './step-buttons.js';
import type { StepProps } from './step-props.js';

interface OptionsStepProps extends StepProps {
  /** Why an admin overrides; kept in the audit trail. It stands in no address. */
  reason: string;
  onReason: (reason: string) => void;
}

/** Whether the migrations run; and for who may, what is otherwise refused. */
export function OptionsStep({ wish, change, plan, reason, onReason }: OptionsStepProps): ReactNode {
  const translate = useTranslate();
  const mayOverride = useMay('restores:override');
  if (plan.data === undefined) return null;
  const made = plan.data;
  const pending = pendingOf(made).length;
  const options = optionsOf(made, wish);
  const maySkip = mayOverride && made.strategy === 'swap';
  const hasOptions = pending > 0 || needsOverride(made) || maySkip;
  return (
    <Box sx={{ maxWidth: 860 }}>
      <Typography variant="h2" sx={{ mb: 2 }}>
        {translate('bs.wizard.options.title')}
      </Typography>
      <Card sx={{ p: 2, display: 'grid', gap: 2 }}>
        {hasOptions ? null : <Typography>{translate('bs.wizard.options.none')}</Typography>}
        {pending > 0 ? (
          <Option
            name="run_migrations"
            count={pending}
            isChosen={wish.runMigrations}
            onChoose={(runMigrations) => {
              change({ runMigrations });
            }}
          />
        ) : null}
        {needsOverride(made) ? (
          mayOverride ? (
            <Option
              name="allow_ahead"
              isChosen={wish.allowAhead}
              onChoose={(allowAhead) => {
                change({ allowAhead });
              }}
            />
          ) : (
            <Alert severity="error">{translate('bs.wizard.options.ahead_refused')}</Alert>
          )
        ) : null}
        {maySkip ? (
          <Option
            name="safety_backup"
            isChosen={!wish.skipSafetyBackup}
            onChoose={(isTaken) => {
              change({ skipSafetyBackup: !isTaken });
            }}
          />
        ) : null}
        {isOverriding(options) && mayOverride ? (
          <TextField
            label={translate('bs.wizard.options.reason')}
            helperText={translate('bs.wizard.options.reason_help')}
            value={reason}
            required
            multiline
            minRows={2}
            slotProps={{ htmlInput: { maxLength: 1_000 } }}
            onChange={(event) => {
              onReason(event.target.value);
            }}
          />
        ) : null}
      </Card>
      <StepButtons
        onBack={() => {
          change({ step: 'plan' });
        }}
      >
        <Button
          variant="contained"
          size="large"
          disabled={!isAllowed(made, options, reason)}
          onClick={() => {
            change({ step: 'confirm' });
          }}
        >
          {translate('bs.wizard.options.go_on')}
        </Button>
      </StepButtons>
    </Box>
  );
}

interface OptionProps {
  name: string;
  count?: number;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

function Option({ name, count = 0, isChosen, onChoose }: OptionProps): ReactNode {
  const translate = useTranslate();
  return (
    <Box>
      <FormControlLabel
        control={
          <Checkbox
            checked={isChosen}
            slotProps={{ input: { 'aria-describedby': `${name}-text` } }}
            onChange={(_, checked) => {
              onChoose(checked);
            }}
          />
        }
        label={translate(`bs.wizard.options.${name}.label`, { smart_count: count })}
      />
      <FormHelperText id={`${name}-text`} sx={{ ml: 4, mt: -0.5 }}>
        {translate(`bs.wizard.options.${name}.${isChosen ? 'chosen' : 'not_chosen'}`)}
      </FormHelperText>
    </Box>
  );
}
