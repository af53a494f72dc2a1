import { alpha, type ThemeOptions } from '@mui/material';
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';
import { focusRing, FORCED_COLORS } from './focus.js';

/** Fonts of the reader's own system: no request leaves the server's origin, and none is waited for. */
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const MONOSPACE = 'ui-monospace, Menlo, Consolas, monospace';

const shape: ThemeOptions['shape'] = { borderRadius: 8 };

/**
 * Pixels from which there is room: `sm` for the menu beside the page and for all columns of a list, `lg` for its filters
 * at its side and for air between the columns. What is narrower has them by buttons, as a phone.
 */
const breakpoints: ThemeOptions['breakpoints'] = { values: { xs: 0, sm: 1000, md: 1100, lg: 1400, xl: 1600 } };

const typography: ThemeOptions['typography'] = {
  fontFamily: FONT,
  fontSize: 13.5,
  h1: { fontSize: '1.75rem', fontWeight: 650, letterSpacing: '-0.01em' },
  h2: { fontSize: '1.35rem', fontWeight: 650, letterSpacing: '-0.01em' },
  h3: { fontSize: '1.1rem', fontWeight: 650 },
  h4: { fontSize: '1.35rem', fontWeight: 650 },
  h5: { fontSize: '1.15rem', fontWeight: 650 },
  h6: { fontSize: '1rem', fontWeight: 650 },
  button: { textTransform: 'none', fontWeight: 600 },
};

const components = (isDark: boolean): ThemeOptions['components'] => ({
  MuiCssBaseline: {
    styleOverrides: {
      body: { fontVariantNumeric: 'tabular-nums' },
      ...focusRing(isDark ? '#6fd0c3' : '#0d5c63'),
      ...FORCED_COLORS,
      '@media (prefers-reduced-motion: reduce)': {
        '*, *::before, *::after': {
          animationDuration: '1ms !important',
          animationIterationCount: '1 !important',
          transitionDuration: '1ms !important',
        },
      },
    },
  },
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: { defaultProps: { variant: 'outlined' } },
  MuiButton: { defaultProps: { disableElevation: true } },
  MuiChip: { defaultProps: { size: 'small' }, styleOverrides: { root: { fontWeight: 600 } } },
  MuiTableCell: {
    styleOverrides: {
      head: { fontWeight: 650, backgroundColor: isDark ? '#182226' : '#f1f5f5', whiteSpace: 'nowrap' },
    },
  },
  // Beside the first line of what is longer than one, with room to the next: the label is padded as its control is.
  MuiFormControlLabel: {
    styleOverrides: {
      root: {
        alignItems: 'flex-start',
        '& .MuiSwitch-root + .MuiFormControlLabel-label': { paddingBlock: 7.5 },
        '& .MuiSwitch-sizeSmall + .MuiFormControlLabel-label': { paddingBlock: 0.5 },
        '& .RaCheckboxGroupInputItem-checkbox + .MuiFormControlLabel-label': { paddingBlock: 4.5 },
      },
      label: { paddingBlock: 9 },
    },
  },
  MuiTableSortLabel: { styleOverrides: { root: { minHeight: 24 } } },
  MuiTooltip: { defaultProps: { arrow: true } },
  // What is wide scrolls inside itself; the page never does.
  RaLayout: { styleOverrides: { root: { minWidth: 0, '& .RaLayout-content': { minWidth: 0 } } } },
  RaList: { styleOverrides: { root: { '& .RaList-main, & .RaList-content': { minWidth: 0 } } } },
  // On the page's own ground, in its own text: react-admin writes it in the colour of text on a full one.
  RaSkipNavigationButton: { styleOverrides: { root: ({ theme }) => ({ color: theme.palette.text.primary }) } },
  RaToolbar: { styleOverrides: { root: { backgroundColor: 'transparent' } } },
  // Where one is: by a bar that is also there when the menu is closed, and by weight; never by the colour alone.
  RaMenuItemLink: {
    styleOverrides: {
      root: ({ theme }) => ({
        '&.RaMenuItemLink-active': {
          color: theme.palette.primary.main,
          fontWeight: 650,
          backgroundColor: alpha(theme.palette.primary.main, 0.1),
          boxShadow: `inset 4px 0 0 ${theme.palette.primary.main}`,
          '& .RaMenuItemLink-icon': { color: theme.palette.primary.main },
        },
      }),
    },
  },
  MuiLink: { defaultProps: { underline: 'hover' } },
});

export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  palette: {
    mode: 'light',
    primary: { main: '#0d5c63', light: '#3a8088', dark: '#083f44', contrastText: '#ffffff' },
    secondary: { main: '#0d5c63', contrastText: '#ffffff' },
    success: { main: '#1b7a43' },
    warning: { main: '#9a5b00' },
    error: { main: '#b3261e' },
    info: { main: '#1c5fa8' },
    background: { default: '#f6f8f8', paper: '#ffffff' },
    text: { primary: '#14211f', secondary: '#51605e' },
    divider: '#dde5e4',
  },
  shape,
  breakpoints,
  typography,
  sidebar: { width: 220, closedWidth: 56 },
  components: { ...defaultLightTheme.components, ...components(false) },
};

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  palette: {
    mode: 'dark',
    primary: { main: '#6fd0c3', light: '#a1e6dc', dark: '#3fa497', contrastText: '#06201d' },
    secondary: { main: '#6fd0c3', contrastText: '#06201d' },
    success: { main: '#66c98b' },
    warning: { main: '#f0b45a' },
    error: { main: '#ff8a80' },
    info: { main: '#82b6f2' },
    background: { default: '#0f1618', paper: '#141d20' },
    text: { primary: '#e5eeec', secondary: '#a5b5b2' },
    divider: '#2a373a',
  },
  shape,
  breakpoints,
  typography,
  sidebar: { width: 220, closedWidth: 56 },
  components: { ...defaultDarkTheme.components, ...components(true) },
};
