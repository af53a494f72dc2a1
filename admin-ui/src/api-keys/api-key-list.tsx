import KeyIcon from '@mui/icons-material/VpnKeyOutlined';
import type { ReactNode } from 'react';
import { DataTable, type RaRecord, useNotify, useRecordContext, useRefresh, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api } from '../data/api.js';
import { ActionsHeading } from '../ui/actions-heading.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { choicesOf } from '../ui/choices.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { EmptyState } from '../ui/empty-state.js';
import { RecordHistory } from '../ui/history.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { TypedAct } from '../ui/typed-act.js';
import { ScopeNames } from './scope-names.js';

type Key = components['schemas']['ApiKeyResponse'] & RaRecord<string>;

const FILTERS = [
  {
    source: 'status',
    label: 'bs.field.status',
    choices: choicesOf('resources.api-keys.status', ['active', 'expired', 'revoked']),
  },
];

const WIDE = ['scopes', 'createdBy', 'lastUsedAt', 'expiresAt'];

export default function ApiKeyList(): ReactNode {
  return (
    <ChangeList
      filters={FILTERS}
      wideColumns={WIDE}
      rowClick="expand"
      expand={<KeyHistory />}
      actions={<AddButton label="resources.api-keys.add" />}
      empty={<NoKeys />}
    >
      <DataTable.Col<Key> source="name" render={({ name }) => <RowHead>{name}</RowHead>} />
      <DataTable.Col<Key> source="scopes" disableSort render={({ scopes }) => <ScopeNames of={scopes} />} />
      <DataTable.Col source="createdBy" disableSort />
      <DataTable.Col<Key>
        source="status"
        disableSort
        render={({ status }) => (
          <Status of={status} words="resources.api-keys.status" tone={status === 'active' ? 'success' : 'default'} />
        )}
      />
      <DataTable.Col<Key> source="lastUsedAt" render={({ lastUsedAt }) => <Time at={lastUsedAt} />} />
      <DataTable.Col<Key>
        source="expiresAt"
        render={({ expiresAt }) => <Time at={expiresAt} absent="resources.api-keys.no_expiry" />}
      />
      <DataTable.Col<Key>
        label={<ActionsHeading />}
        disableSort
        render={(key) => (key.status === 'active' ? <Revoke apiKey={key} /> : null)}
      />
    </ChangeList>
  );
}

function KeyHistory(): ReactNode {
  const key = useRecordContext<Key>();
  return key === undefined ? null : <RecordHistory resource="api-keys" id={key.id} />;
}

function NoKeys(): ReactNode {
  const translate = useTranslate();
  return (
    <EmptyState
      icon={KeyIcon}
      title={translate('resources.api-keys.none')}
      text={translate('resources.api-keys.none_help')}
    >
      <AddButton label="resources.api-keys.first" />
    </EmptyState>
  );
}

function Revoke({ apiKey: { id, name } }: { apiKey: Key }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  return (
    <TypedAct
      label={translate('resources.api-keys.revoke')}
      button={{ size: 'small', 'aria-label': translate('resources.api-keys.revoke_named', { name }) }}
      title={translate('resources.api-keys.revoke_question', { name })}
      word={name}
      onConfirm={async () => {
        await api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } });
        notify('resources.api-keys.revoked', { type: 'success', messageArgs: { name } });
        refresh();
      }}
    >
      {translate('resources.api-keys.revoke_means')}
    </TypedAct>
  );
}
