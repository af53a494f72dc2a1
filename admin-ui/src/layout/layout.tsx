import type { ReactNode } from 'react';
import { Layout as RaLayout, type LayoutProps } from 'react-admin';
import { Navigate, useLocation } from 'react-router-dom';
import { session } from '../data/session.js';
import { ConnectionNotice } from '../live/connection-notice.js';
import { LiveQueries } from '../live/live-queries.js';
import { SignInAgain } from '../sign-in/sign-in-again.js';
import { useArrivals } from '../ui/arrival.js';
import { AppBar } from './app-bar.js';
import { Menu } from './menu.js';
import { PageError } from './page-error.js';
import { Sidebar } from './sidebar.js';

/** Around every page of whoever has signed in. */
export function Layout({ children }: LayoutProps): ReactNode {
  const { pathname } = useLocation();
  useArrivals();
  // Who was given a password, or needs a second factor, does nothing else before they have one of their own.
  if (session.me?.mustChangePassword === true) return <Navigate to="/password" replace />;
  if (session.me?.mustSetUpSecondFactor === true && pathname !== '/account') return <Navigate to="/account" replace />;
  return (
    <LiveQueries>
      <RaLayout appBar={AppBar} menu={Menu} sidebar={Sidebar} error={PageError}>
        {children}
        <ConnectionNotice />
        <SignInAgain />
      </RaLayout>
    </LiveQueries>
  );
}
