import type { MouseEvent } from 'react';

/** A click on a row opens it; one on what stands in the row, or in a dialog that was opened there, is no click on the row. */
export function keepClick(event: MouseEvent): void {
  event.stopPropagation();
}
