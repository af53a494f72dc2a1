import NotificationsIcon from '@mui/icons-material/NotificationsOutlined';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';
import { EmptyState } from '../ui/empty-state.js';

/** Where nobody is told of anything yet: what to do first. */
export function FirstChannel(): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('notifications:manage');
  const words = (key: string): string => translate(`resources.notification-channels.first.${key}`);
  return (
    <EmptyState icon={NotificationsIcon} title={words('title')} text={words(mayManage ? 'text' : 'ask')}>
      {mayManage ? <AddButton label="resources.notification-channels.first.button" /> : null}
    </EmptyState>
  );
}
