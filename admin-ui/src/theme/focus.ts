/** Whatever can have the focus; a text field says it by its own border, and a heading is no control. */
const FOCUSED = ':root :is(.Mui-focusVisible, :focus-visible):not(.MuiInputBase-input, h1)';

/** What fills its place, or stands where all that is outside of it is cut off. */
const INSIDE = [
  '.skip-nav-button',
  '.MuiMenuItem-root',
  '.MuiTab-root',
  '.MuiListItemButton-root',
  '.MuiTableRow-root',
  '.MuiTableContainer-root',
  '.MuiAccordionSummary-root',
  '.MuiAutocomplete-option',
].join(', ');

/** On these the colour of the page would not be seen; their own text is. */
const FILLED = ':is(.MuiAppBar-root, .MuiAlert-filled)';

/** Where the keyboard is: a ring, in a colour of 3:1 at least beside it. */
export function focusRing(color: string): Record<string, object> {
  return {
    [FOCUSED]: { outline: `2px solid ${color}`, outlineOffset: 2 },
    [`${FOCUSED}:is(${INSIDE})`]: { outlineOffset: -2 },
    [`:root ${FILLED} :is(.Mui-focusVisible, :focus-visible)`]: { outlineColor: 'currentColor' },
    'h1:focus-visible': { outline: 'none' },
  };
}

/** Windows' contrast themes and the like take away grounds: what is told by a ground alone gets a border. */
export const FORCED_COLORS = {
  '@media (forced-colors: active)': {
    [FOCUSED]: { outlineColor: 'Highlight' },
    // With `:root`: before what the controls say of themselves.
    ':root :is(.MuiButton-contained, .MuiChip-filled, .MuiAlert-root, .MuiSwitch-track, .MuiLinearProgress-root)': {
      border: '1px solid',
    },
    ':root :is(.MuiLinearProgress-bar, .MuiTabs-indicator)': {
      forcedColorAdjust: 'none',
      backgroundColor: 'Highlight',
    },
    ':root :is(.RaMenuItemLink-active, .MuiMenuItem-root.Mui-selected)': { borderInlineStart: '4px solid Highlight' },
  },
} as const;
