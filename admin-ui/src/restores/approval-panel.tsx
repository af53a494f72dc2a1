import { Alert, AlertTitle, Box, Button, TextField } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { Link, useTranslate } from 'react-admin';
import { api } from '../data/api.js';
import { useMay } from '../data/may.js';
import { session } from '../data/session.js';
import { PlanSummary } from '../restore-plan/plan-summary.js';
import { AskDialog } from '../ui/ask-dialog.js';
import { Countdown } from '../ui/countdown.js';
import { type Approval, planOf, type Restore } from './restore.js';
import { useAct } from '../ui/use-act.js';
import { useSettingsOf } from './use-settings-of.js';

/** A restore, or a rollback, that waits for somebody else: who asked, until when, and the two answers for who may give them. */
export function ApprovalPanel({ restore, approval }: { restore: Restore; approval: Approval }): ReactNode {
  const translate = useTranslate();
  const isOwn = approval.requestedBy === session.me?.email;
  const mayApprove = useMay('restores:approve') && !isOwn;
  return (
    <Alert severity="warning" sx={{ '& .MuiAlert-message': { flex: 1, minWidth: 0 } }}>
      <AlertTitle component="h2">
        {translate(`resources.restores.approval.${approval.act}`, { name: approval.requestedBy })}
      </AlertTitle>
      <Asked restore={restore} approval={approval} />
      {translate('resources.restores.approval.expires')} <Countdown until={approval.expiresAt} />
      {mayApprove ? (
        <Answers restore={restore} />
      ) : (
        <Box sx={{ mt: 1 }}>{translate(`resources.restores.approval.${isOwn ? 'own' : 'may_not'}`)}</Box>
      )}
    </Alert>
  );
}

/** What is said yes or no to: the plan in a few sentences, or what a rollback would do. */
function Asked({ restore, approval }: { restore: Restore; approval: Approval }): ReactNode {
  const translate = useTranslate();
  const { data: settings } = useSettingsOf(restore.tenantId);
  if (approval.act === 'rollback')
    return <Box sx={{ mb: 1 }}>{translate('resources.restores.way_back.roll_back_text')}</Box>;
  return (
    <Box sx={{ my: 1 }}>
      <PlanSummary
        plan={planOf(restore)}
        options={restore.options}
        rollbackWindowHours={settings?.rollbackWindowHours}
      />
      <Link to="?tab=plan" underline="always" sx={{ display: 'inline-block', mt: 1 }}>
        {translate('resources.restores.approval.see_plan')}
      </Link>
    </Box>
  );
}

function Answers({ restore: { id } }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const [asked, setAsked] = useState<'approve' | 'reject' | null>(null);
  const [reason, setReason] = useState('');
  const path = { params: { path: { id } } };
  const close = (): void => {
    setAsked(null);
  };
  const approve = useAct('restores', 'resources.restores.approval.approved', () =>
    api.POST('/api/v1/restores/{id}/approve', path).then(close),
  );
  const reject = useAct('restores', 'resources.restores.approval.rejected', () =>
    api
      .POST('/api/v1/restores/{id}/reject', { ...path, body: reason.trim() === '' ? {} : { reason: reason.trim() } })
      .then(close),
  );
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}>
      <Button
        variant="contained"
        onClick={() => {
          setAsked('approve');
        }}
      >
        {translate('resources.restores.approval.approve')}
      </Button>
      <Button
        color="inherit"
        variant="outlined"
        onClick={() => {
          setAsked('reject');
        }}
      >
        {translate('resources.restores.approval.reject')}
      </Button>
      <AskDialog
        isOpen={asked === 'approve'}
        onClose={close}
        title={translate('resources.restores.approval.approve_title')}
        text={translate('resources.restores.approval.approve_text')}
        act={translate('resources.restores.approval.approve')}
        mutation={approve}
        onAct={() => {
          approve.mutate();
        }}
      />
      <AskDialog
        isOpen={asked === 'reject'}
        onClose={close}
        title={translate('resources.restores.approval.reject_title')}
        text={translate('resources.restores.approval.reject_text')}
        act={translate('resources.restores.approval.reject')}
        color="warning"
        mutation={reject}
        onAct={() => {
          reject.mutate();
        }}
      >
        <TextField
          label={translate('resources.restores.approval.reason')}
          value={reason}
          multiline
          minRows={2}
          slotProps={{ htmlInput: { maxLength: 1_000 } }}
          onChange={({ target }) => {
            setReason(target.value);
          }}
        />
      </AskDialog>
    </Box>
  );
}
