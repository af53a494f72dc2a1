import { type ComponentType, type ReactNode } from 'react';
import { lazyPage } from './ui/lazy-page.js';
import { Admin, CustomRoutes, type I18nProvider, Resource } from 'react-admin';
import { Route } from 'react-router-dom';
import { authProvider } from './data/auth-provider.js';
import { dataProvider } from './data/data-provider.js';
import { queryClient } from './data/query-client.js';
import { Layout } from './layout/layout.js';
import { NoSuchPage } from './layout/no-such-page.js';
import { Notifications } from './layout/notifications.js';
import { NotYours } from './layout/not-yours.js';
import type { Room } from './room.js';
import { ROOMS } from './rooms.js';
import SignInPage from './sign-in/sign-in-page.js';
import { darkTheme, lightTheme } from './theme/theme.js';

const AccountPage = lazyPage(() => import('./account/account-page.js'));
const Dashboard = lazyPage(() => import('./dashboard/dashboard.js'));
const FirstPasswordPage = lazyPage(() => import('./account/first-password-page.js'));

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
      catchAll={NoSuchPage}
      notification={Notifications}
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

/** Every address of a room; where somebody may not see what is there, it says so. */
function pagesOf(room: Room, permissions: string[]): ReactNode[] {
  const may = (permission: string | undefined): boolean => permission === undefined || permissions.includes(permission);
  const { name, icon, list, show, record, pages = [] } = room;
  if (!may(room.permission)) {
    return [
      <CustomRoutes key={name}>
        <Route path={`/${name}/*`} element={<NotYours />} />
      </CustomRoutes>,
    ];
  }
  return [
    <Resource
      key={name}
      name={name}
      icon={icon}
      recordRepresentation={record}
      {...(list === undefined ? {} : { list })}
      {...(show === undefined ? {} : { show })}
      {...(room.create === undefined ? {} : { create: may(room.createPermission) ? room.create : NotYours })}
      {...(room.edit === undefined ? {} : { edit: may(room.editPermission) ? room.edit : NotYours })}
    />,
    ...pages.map(({ path, page, permission }) => {
      const Page: ComponentType = may(permission) ? page : NotYours;
      return (
        <CustomRoutes key={`${name}/${path}`}>
          <Route path={`/${name}/${path}`} element={<Page />} />
        </CustomRoutes>
      );
    }),
  ];
}
