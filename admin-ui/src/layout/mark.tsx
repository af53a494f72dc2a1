import type { ReactNode } from 'react';
import mark from './mark.svg';

export function Mark({ size = 26 }: { size?: number }): ReactNode {
  return <img src={mark} alt="" width={size} height={size} />;
}
