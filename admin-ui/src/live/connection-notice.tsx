import { Alert, Snackbar } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { session } from '../data/session.js';
import { type Connection, liveFeed } from './live-feed.js';

/** A connection that is lost for a moment only is nobody's business. */
const SAY_AFTER_MS = 2_000;
const CAUGHT_UP_FOR_MS = 4_000;

/** Says that what is shown may be old, and when it is up to date again. */
export function ConnectionNotice(): ReactNode {
  const translate = useTranslate();
  const [shown, setShown] = useState<'nothing' | 'lost' | 'caught-up'>('nothing');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasSaid = false;
    const follow = (state: Connection): void => {
      clearTimeout(timer);
      if (state === 'lost') {
        timer = setTimeout(() => {
          if (session.hasEnded) return; // that is said, and asked for, elsewhere
          wasSaid = true;
          setShown('lost');
        }, SAY_AFTER_MS);
      } else if (state === 'open' && wasSaid) {
        wasSaid = false;
        setShown('caught-up');
        timer = setTimeout(() => {
          setShown('nothing');
        }, CAUGHT_UP_FOR_MS);
      }
    };
    const stop = liveFeed.listen({ connection: follow });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);

  if (shown === 'nothing') return null;
  return (
    <Snackbar open anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}>
      <Alert severity={shown === 'lost' ? 'warning' : 'success'} variant="filled" role="status">
        {translate(shown === 'lost' ? 'bs.connection.lost' : 'bs.connection.caught_up')}
      </Alert>
    </Snackbar>
  );
}
