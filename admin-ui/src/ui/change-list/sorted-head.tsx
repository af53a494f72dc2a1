import { Children, cloneElement, isValidElement, type ReactNode } from 'react';
import { type DataTableColumnProps, DataTableHead, useDataTableSortContext } from 'react-admin';

/** Says which column the rows are in the order of (`aria-sort`): react-admin shows it by an arrow alone. */
export function SortedHead({ children }: { children?: ReactNode }): ReactNode {
  const sort = useDataTableSortContext();
  return (
    <DataTableHead>
      {Children.map(children, (column) =>
        isValidElement<DataTableColumnProps>(column) && sort !== undefined && column.props.source === sort.field
          ? cloneElement(column, { sortDirection: sort.order === 'ASC' ? 'asc' : 'desc' })
          : column,
      )}
    </DataTableHead>
  );
}
