import {
  Box,
  Chip,
  CircularProgress,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
  Typography,
} from '@mui/material';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { type Plan, STRATEGIES, type Strategy } from '../restore-plan/plan.js';
import { ProblemAlert } from '../ui/problem-alert.js';

interface StrategyChoiceProps {
  chosen: Strategy;
  /** A plan, for what it says of all strategies. */
  probe: UseQueryResult<Plan>;
  onChoose: (strategy: Strategy) => void;
}

/** Each way to restore: what it does, and why it is not possible here, now, where it is not. */
export function StrategyChoice({ chosen, probe, onChoose }: StrategyChoiceProps): ReactNode {
  const translate = useTranslate();
  return (
    <FormControl sx={{ minWidth: 0 }}>
      <FormLabel id="strategy" sx={{ mb: 0.5 }}>
        {translate('bs.wizard.strategy.label')}
      </FormLabel>
      <RadioGroup
        aria-labelledby="strategy"
        value={chosen}
        onChange={(_, value) => {
          onChoose(value as Strategy);
        }}
      >
        {STRATEGIES.map((name) => (
          <FormControlLabel
            key={name}
            value={name}
            control={<Radio sx={{ alignSelf: 'start' }} />}
            label={<StrategyText name={name} of={probe.data?.strategies} isAsking={probe.isFetching} />}
            sx={{ alignItems: 'start', mr: 0, py: 0.5, '& .MuiFormControlLabel-label': { flex: 1, pt: 0.75 } }}
          />
        ))}
      </RadioGroup>
      <ProblemAlert error={probe.error} onRetry={() => void probe.refetch()} />
    </FormControl>
  );
}

interface StrategyTextProps {
  name: Strategy;
  of: Plan['strategies'] | undefined;
  isAsking: boolean;
}

function StrategyText({ name, of, isAsking }: StrategyTextProps): ReactNode {
  const translate = useTranslate();
  const found = of?.find((strategy) => strategy.name === name);
  const isImpossible = found?.possible === false;
  return (
    <Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, minHeight: 24 }}>
        <Typography component="span" sx={{ fontWeight: 650 }}>
          {translate(`bs.strategy.${name}.name`)}
        </Typography>
        {isAsking ? (
          <CircularProgress size={14} aria-label={translate('bs.wizard.strategy.asking')} />
        ) : isImpossible ? (
          <Chip variant="outlined" color="error" label={translate('bs.wizard.strategy.impossible')} />
        ) : null}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {translate(`bs.strategy.${name}.text`)}
      </Typography>
      {isImpossible ? (
        <Typography variant="body2" color="error">
          {found.reason}
        </Typography>
      ) : null}
    </Box>
  );
}
