import type { ReactNode } from 'react';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';

/** Where something takes a source and there is none: the way to the first. */
export function AddSource(): ReactNode {
  const mayManage = useMay('sources:manage');
  return mayManage ? <AddButton resource="sources" label="resources.sources.first.button" /> : null;
}
