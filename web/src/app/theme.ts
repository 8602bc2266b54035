import { createTheme, type MantineColorsTuple } from '@mantine/core';

const ember: MantineColorsTuple = [
  '#fff1ea',
  '#fbe0d3',
  '#f4bea5',
  '#ec9973',
  '#e67b4a',
  '#dd6431',
  '#c24d1d',
  '#a63c17',
  '#873214',
  '#6d2a13',
];

const stone: MantineColorsTuple = [
  '#e7e5e4',
  '#d6d3d1',
  '#a8a29e',
  '#8b857f',
  '#4a4541',
  '#3a3633',
  '#2a2623',
  '#1f1c1a',
  '#171412',
  '#120f0e',
];

const warmGray: MantineColorsTuple = [
  '#faf9f7',
  '#f3f1ee',
  '#e7e3de',
  '#dcd7d1',
  '#cfc9c2',
  '#a8a29e',
  '#857e77',
  '#57524d',
  '#3b3733',
  '#292524',
];

export const theme = createTheme({
  primaryColor: 'ember',
  primaryShade: { light: 7, dark: 6 },
  colors: { ember, gray: warmGray, dark: stone },
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.75rem' }, h2: { fontSize: '1.25rem' } } },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A page has many lists and opens one at a time; those that nobody sees need neither be drawn nor placed.
    Combobox: { defaultProps: { keepMounted: false } },
  },
});
