import { lazy, type ReactNode } from 'react';
import { Admin, CustomRoutes, type I18nProvider, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { authProvider } from './data/auth-provider.js';
import { dataProvider } from './data/data-provider.js';
import { queryClient } from './data/query-client.js';
import { Layout } from './layout/layout.js';
import type { Room } from './room.js';
import { ROOMS } from './rooms.js';
import SignInPage from './sign-in/sign-in-page.js';
import { darkTheme, lightTheme } from './theme/theme.js';

const AccountPage = lazy(() => import('./account/account-page.js'));
const Dashboard = lazy(() => import('./dashboard/dashboard.js'));
const FirstPasswordPage = lazy(() => import('./account/first-password-page.js'));

/** The whole page: what somebody may see of it is said by what they may do; nobody may do anything. */
export function App({ i18nProvider }: { i18nProvider: I18nProvider }): ReactNode {
  return (
    <Admin
      title="Backstitch"
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      queryClient={queryClient}
      theme={lightTheme}
      darkTheme={darkTheme}
      dashboard={Dashboard}
      layout={Layout}
      loginPage={SignInPage}
      requireAuth
      disableTelemetry
    >
      <CustomRoutes>
        <Route path="/account" element={<AccountPage />} />
      </CustomRoutes>
      <CustomRoutes noLayout>
        <Route path="/password" element={<FirstPasswordPage />} />
      </CustomRoutes>
      {(permissions: string[] | undefined = []) => ROOMS.flatMap((room) => pagesOf(room, permissions))}
    </Admin>
  );
}

function pagesOf(room: Room, permissions: string[]): ReactNode[] {
  const may = (permission: string | undefined): boolean => permission === undefined || permissions.includes(permission);
  if (!may(room.permission)) return [];
  const { name, icon, list, show, record, pages = [] } = room;
  return [
    <Resource
      key={name}
      name={name}
      icon={icon}
      recordRepresentation={record}
      {...(list === undefined ? {} : { list })}
      {...(show === undefined ? {} : { show })}
      {...(room.create === undefined || !may(room.createPermission) ? {} : { create: room.create })}
      {...(room.edit === undefined || !may(room.editPermission) ? {} : { edit: room.edit })}
    />,
    ...pages
      .filter(({ permission }) => may(permission))
      .map(({ path, page: Page }) => (
        <CustomRoutes key={`${name}/${path}`}>
          <Route path={`/${name}/${path}`} element={<Page />} />
        </CustomRoutes>
      )),
  ];
}
