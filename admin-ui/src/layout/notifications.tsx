import { Alert, Stack } from '@mui/material';
import { type ReactNode, useCallback, useEffect } from 'react';
import { CloseNotificationContext, type NotificationPayload, useNotificationContext, useTranslate } from 'react-admin';

/** So long is said what went well; what did not stays until somebody has read it. */
const SHOWN_FOR_MS = 5_000;

/** What was said of what was done, the newest at the end: none waits until another is dismissed. */
export function Notifications(): ReactNode {
  const { notifications } = useNotificationContext();
  const shown = notifications.filter((each, at) => !notifications.slice(at + 1).some((later) => isSame(each, later)));
  if (shown.length === 0) return null;
  return (
    <Stack spacing={1} sx={PLACE}>
      {shown.map((each) => (
        <OneNotification key={keyOf(each)} of={each} />
      ))}
    </Stack>
  );
}

const PLACE = {
  position: 'fixed',
  insetInline: 16,
  bottom: { xs: 8, sm: 24 },
  zIndex: 'snackbar',
  alignItems: 'center',
  pointerEvents: 'none',
  '& > *': { pointerEvents: 'auto', maxWidth: 640, boxShadow: 6 },
} as const;

function OneNotification({ of }: { of: NotificationPayload }): ReactNode {
  const { message, type, notificationOptions } = of;
  const translate = useTranslate();
  const { setNotifications } = useNotificationContext();
  const isError = type === 'error';
  const close = useCallback(() => {
    setNotifications((all) => all.filter((each) => each !== of && !isSame(each, of)));
  }, [of, setNotifications]);
  useEffect(() => {
    if (isError) return;
    const timer = setTimeout(close, SHOWN_FOR_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [isError, close]);
  return (
    <CloseNotificationContext.Provider value={close}>
      {typeof message === 'string' ? (
        <Alert
          severity={type}
          variant={isError ? 'standard' : 'filled'}
          role={isError ? 'alert' : 'status'}
          closeText={translate('ra.action.close')}
          {...(isError ? { onClose: close } : {})}
        >
          {translate(message, notificationOptions?.messageArgs as object | undefined)}
        </Alert>
      ) : (
        <div>{message}</div>
      )}
    </CloseNotificationContext.Provider>
  );
}

/** What fails again and again is said once. */
function isSame(one: NotificationPayload, other: NotificationPayload): boolean {
  const same: unknown = one.notificationOptions?.insteadOf;
  return same !== undefined && same === other.notificationOptions?.insteadOf;
}

const keys = new WeakMap<NotificationPayload, number>();
let lastKey = 0;

function keyOf(notification: NotificationPayload): number {
  const key = keys.get(notification) ?? (lastKey += 1);
  keys.set(notification, key);
  return key;
}
