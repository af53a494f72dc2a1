import { type ReactNode, useState } from 'react';
import {
  CreateBase,
  EditBase,
  type Identifier,
  RecordContextProvider,
  type RaRecord,
  useEditContext,
  SaveContextProvider,
  type SaveHandler,
  useGetRecordRepresentation,
  useResourceContext,
  useSaveContext,
  useTranslate,
} from 'react-admin';
import { isNotFound } from '../../data/api-problem.js';
import { changesOf } from '../../data/changes-of.js';
import { NoSuchRecord } from '../no-such-record.js';
import { ProblemAlert } from '../problem-alert.js';
import { ChangedMeanwhile, useBegun } from './begun.js';
import { RecordForm, type RecordFormProps } from './record-form.js';

interface FormParts extends Pick<RecordFormProps, 'aside' | 'children' | 'saveLabel'> {
  /** Of a record that has no page but its form: back to the list. */
  backTo?: 'show' | 'list';
}

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
  backTo = 'show',
  ...form
}: CreatePageProps<Created>): ReactNode {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const [problem, setProblem] = useState<unknown>(null);
  return (
    <CreateBase<Values, Created>
      mutationMode="pessimistic"
      redirect={backTo}
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

interface EditPageProps<Kind extends RaRecord> extends FormParts {
  /** What would be changed, of what the form has fields for. @param before the record as the form was begun with it */
  toChanges: (values: Values, before: Values) => Values;
  /** What the form holds beside the record. */
  defaultValues?: (record: Kind) => Values;
  /** Between heading and form, and under it: what else is known of the record, and done with it. */
  above?: (record: Kind) => ReactNode;
  below?: (record: Kind) => ReactNode;
}

/** A page that changes a record. */
export function EditPage<Kind extends RaRecord>(props: EditPageProps<Kind>): ReactNode {
  const { backTo = 'show' } = props;
  const [problem, setProblem] = useState<unknown>(null);
  return (
    <EditBase
      mutationMode="pessimistic"
      redirect={backTo}
      mutationOptions={{ onError: setProblem }}
      queryOptions={{ onError: () => undefined }} // said in the place of the form
    >
      <Loaded {...props} problem={problem} forgetProblem={setProblem} />
    </EditBase>
  );
}

interface LoadedProps<Kind extends RaRecord> extends EditPageProps<Kind> {
  problem: unknown;
  forgetProblem: (nothing: null) => void;
}

function Loaded<Kind extends RaRecord>(props: LoadedProps<Kind>): ReactNode {
  const { record, error, resource } = useEditContext<Kind>();
  if (isNotFound(error)) return <NoSuchRecord resource={resource} />;
  if (record === undefined) return <ProblemAlert error={error} />;
  return <EditForm key={record.id} {...props} latest={record} />;
}

function EditForm<Kind extends RaRecord>({
  latest,
  toChanges,
  defaultValues = () => ({}),
  backTo = 'show',
  above,
  below,
  problem,
  forgetProblem,
  ...form
}: LoadedProps<Kind> & { latest: Kind }): ReactNode {
  const resource = useResourceContext() ?? '';
  const translate = useTranslate();
  const nameOf = useGetRecordRepresentation(resource);
  const valuesOf = (record: Kind): Values => ({ ...record, ...defaultValues(record) });
  const saving = useSaveContext();
  const { begun, ...meanwhile } = useBegun(latest, (record, before) => toChanges(valuesOf(record), before));
  const save: SaveHandler<RaRecord> = (values, callbacks) => {
    forgetProblem(null);
    return saving.save?.(changesOf(toChanges(values, begun), begun), callbacks) ?? Promise.resolve();
  };
  return (
    <RecordContextProvider value={begun}>
      <SaveContextProvider value={{ ...saving, save }}>
        <RecordForm
          title={translate(`resources.${resource}.page.edit`, { name: nameOf(begun) as string })}
          back={backTo === 'list' ? `/${resource}` : `/${resource}/${encodeURIComponent(begun.id)}/show`}
          defaultValues={defaultValues(begun)}
          problem={problem}
          above={above?.(latest)}
          below={below?.(latest)}
          {...form}
          notice={<ChangedMeanwhile {...meanwhile} />}
        />
      </SaveContextProvider>
    </RecordContextProvider>
  );
}
