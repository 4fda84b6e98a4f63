import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const bridge: MantineColorsTuple = [
  '#e9f6f5',
  '#d3ebe9',
  '#a6d7d4',
  '#76c2bd',
  '#4fb0aa',
  '#36a49e',
  '#1f8a86',
  '#147271',
  '#0f5c63',
  '#0a464c',
];

const HEADER_HEIGHT = '3.8rem';

export const theme = createTheme({
  colors: { bridge },
  primaryColor: 'bridge',
  primaryShade: { light: 8, dark: 7 },
  fontFamily: "'Sarabun', 'Noto Sans Thai', system-ui, sans-serif",
  headings: { fontFamily: "'Sarabun', 'Noto Sans Thai', system-ui, sans-serif", fontWeight: '700' },
  // Thai vowels and tone marks stand above and below the line: nothing under 1.6 leaves them whole (U06).
  lineHeights: { xs: '1.6', sm: '1.6', md: '1.6', lg: '1.6', xl: '1.65' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A link within a sentence is known by more than its colour (WCAG 1.4.1).
    Anchor: { defaultProps: { underline: 'always' } },
    // Below the header, in which the quick exit stays in reach; a phone has no key for it (0040).
    Modal: { defaultProps: { zIndex: 15, yOffset: '4.5rem' } },
    Drawer: {
      defaultProps: { zIndex: 15 },
      styles: { inner: { top: HEADER_HEIGHT, height: `calc(100dvh - ${HEADER_HEIGHT})` } },
    },
    Popover: { defaultProps: { zIndex: 30 } },
    Tooltip: { defaultProps: { zIndex: 30 } },
    Badge: { defaultProps: { tt: 'none', miw: 'max-content' } },
  },
});

/** Mantine's own greys miss 4.5 : 1 on this background. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#53626a',
    '--mantine-color-placeholder': '#5f6c72',
    '--page': '#f4f7f6',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b6bb',
    '--mantine-color-placeholder': '#9aa7ac',
    '--mantine-color-body': '#16211f',
    '--page': '#0f1716',
    '--mantine-color-error': '#ff9b93',
  },
});

/** The value that this answer's policy lets styles be added under. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '';
}
