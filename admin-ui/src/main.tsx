import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { App } from './app.js';
import { makeI18nProvider } from './i18n/i18n-provider.js';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

const i18nProvider = await makeI18nProvider();

/** A router of its own kind, so that react-admin can ask before a form with changes is left. */
const router = createBrowserRouter([{ path: '*', element: <App i18nProvider={i18nProvider} /> }], {
  basename: '/admin',
});

createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);
