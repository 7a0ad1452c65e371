import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** The one accent: a petrol green. Everything else is neutral, and colour never speaks alone. */
const petrol: MantineColorsTuple = [
  "#e8f5f4",
  "#d3e8e6",
  "#a8d3d0",
  "#79bcb8",
  "#4ea6a1",
  "#2c918c",
  "#157a76",
  "#0c6662",
  "#09524f",
  "#063b39",
];

/** Greys with a trace of the accent, so that the two belong together. */
const dark: MantineColorsTuple = [
  "#dfe6e4",
  "#b9c5c2",
  "#94a39f",
  "#6b7a76",
  "#3b4947",
  "#2b3736",
  "#212b2a",
  "#192221",
  "#121918",
  "#0c1110",
];

const gray: MantineColorsTuple = [
  "#f6f7f6",
  "#eef1ef",
  "#e2e7e4",
  "#d3dad6",
  "#b8c2bd",
  "#98a49f",
  "#727f7a",
  "#54615c",
  "#37423e",
  "#1c2522",
];

const face =
  '"Inter", "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, "Cantarell", "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif';

/** The head of a dialog is no banner of the page. */
const dialogAttributes = { header: { role: "presentation" } };

/** Lists and menus stay inside the landmark or dialog that they belong to. */
const inPlace = { withinPortal: false };

export const theme = createTheme({
  primaryColor: "petrol",
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, dark, gray },
  black: "#1c2522",
  fontFamily: face,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.1875rem" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.5", lg: "1.45", xl: "1.35" },
  headings: {
    fontFamily: face,
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.1875rem", lineHeight: "1.3" },
      h2: { fontSize: "1rem", lineHeight: "1.35" },
      h3: { fontSize: "0.875rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "sm",
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "10px", xl: "16px" },
  spacing: { xs: "0.375rem", sm: "0.625rem", md: "0.875rem", lg: "1.25rem", xl: "2rem" },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", checkIconPosition: "right", comboboxProps: inPlace } },
    MultiSelect: { defaultProps: { size: "sm", comboboxProps: inPlace } },
    NumberInput: { defaultProps: { size: "sm" } },
    Drawer: { defaultProps: { attributes: dialogAttributes } },
    Modal: {
      styles: { title: { fontSize: "1rem", fontWeight: 640 } },
      defaultProps: {
        attributes: dialogAttributes,
        radius: "md",
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    Menu: {
      defaultProps: { ...inPlace, withInitialFocusPlaceholder: false, shadow: "md", transitionProps: { duration: 80 } },
    },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 80 } } },
    Tooltip: {
      defaultProps: { openDelay: 350, withArrow: false, fz: "xs", events: { hover: true, focus: true, touch: true } },
    },
  },
});
