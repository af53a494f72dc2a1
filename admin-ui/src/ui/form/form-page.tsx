import { type ReactNode, useState } from 'react';
import {
  CreateBase,
  EditBase,
  type Identifier,
  type RaRecord,
  useEditContext,
  useGetRecordRepresentation,
  useResourceContext,
  useTranslate,
} from 'react-admin';
import { RecordForm, type RecordFormProps } from './record-form.js';

type FormParts = Pick<RecordFormProps, 'aside' | 'children' | 'saveLabel'>;

/** What a form holds, and what the API takes. */
type Values = Record<string, unknown>;

interface CreatePageProps<Created> extends FormParts {
  toRequest: (values: Values) => Values;
  defaultValues?: Values;
  /** What is done with the answer, instead of going to the record's page. */
  onCreated?: (record: Created) => void;
}

/** A page for a new record: saved, it shows what became of it. */
export function CreatePage<Created extends { id: Identifier }>({
  toRequest,
  defaultValues = {},
  onCreated,
  ...form
}: CreatePageProps<Created>): ReactNode {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const [problem, setProblem] = useState<unknown>(null);
  return (
    <CreateBase<Values, Created>
      mutationMode="pessimistic"
      redirect="show"
      mutationOptions={{ onError: setProblem, ...(onCreated === undefined ? {} : { onSuccess: onCreated }) }}
      transform={(values: Values) => {
        setProblem(null);
        return toRequest(values);
      }}
    >
      <RecordForm
        title={translate(`resources.${resource}.page.create`)}
        problem={problem}
        defaultValues={defaultValues}
        back={`/${resource}`}
        {...form}
      />
    </CreateBase>
  );
}

interface EditPageProps extends FormParts {
  /** @param before the record as it was */
  toChanges: (values: Values, before: Values) => Values;
  /** What the form holds beside the record. */
  defaultValues?: (record: RaRecord) => Values;
}

/** A page that changes a record. */
export function EditPage({ toChanges, ...form }: EditPageProps): ReactNode {
  const [problem, setProblem] = useState<unknown>(null);
  return (
    <EditBase
      mutationMode="pessimistic"
      redirect="show"
      mutationOptions={{ onError: setProblem }}
      transform={(values: Values, known?: { previousData: Values }) => {
        setProblem(null);
        return toChanges(values, known?.previousData ?? {});
      }}
    >
      <EditForm problem={problem} {...form} />
    </EditBase>
  );
}

function EditForm({ defaultValues, ...form }: Omit<EditPageProps, 'toChanges'> & { problem: unknown }): ReactNode {
  const { record, error } = useEditContext<RaRecord>();
  const resource = useResourceContext() ?? '';
  const translate = useTranslate();
  const nameOf = useGetRecordRepresentation(resource);
  if (record === undefined) return null;
  const name = nameOf(record) as string;
  return (
    <RecordForm
      title={translate(`resources.${resource}.page.edit`, { name })}
      back={`/${resource}/${encodeURIComponent(record.id)}/show`}
      {...form}
      {...(defaultValues === undefined ? {} : { defaultValues: defaultValues(record) })}
      problem={form.problem ?? error}
    />
  );
}
