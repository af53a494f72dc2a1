import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { encode } from 'uqr';

/** A text as a QR code, drawn here: what it says goes nowhere. Black on white in the dark, too, or no camera reads it. */
export function QrCode({ text, label, size = 200 }: { text: string; label: string; size?: number }): ReactNode {
  const { data, size: modules } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <Box sx={{ bgcolor: '#fff', borderRadius: 1, width: size, height: size, border: 1, borderColor: 'divider' }}>
      <svg viewBox={`0 0 ${modules} ${modules}`} width="100%" height="100%" role="img" aria-label={label}>
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
    </Box>
  );
}
