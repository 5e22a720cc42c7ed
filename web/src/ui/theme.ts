import type { ThemeConfig } from "antd";

/** Ink, teal and warm paper. The same values stand as CSS variables in base.css. */
export const colours = {
  ink: "#17303a",
  teal: "#12626d",
  paper: "#f7f5f0",
  line: "#e5e0d6",
  quiet: "#5b6670",
  good: "#2b7453",
  warn: "#96600c",
  bad: "#ad322a",
} as const;

export const theme: ThemeConfig = {
  cssVar: {},
  hashed: false,
  token: {
    colorPrimary: colours.teal,
    colorInfo: colours.teal,
    colorLink: colours.teal,
    colorLinkHover: "#0c4852",
    colorSuccess: colours.good,
    colorWarning: colours.warn,
    colorError: colours.bad,
    colorTextBase: colours.ink,
    colorTextSecondary: colours.quiet,
    colorTextTertiary: "#66707a",
    colorTextDescription: colours.quiet,
    colorTextPlaceholder: "#6b747c",
    colorBgLayout: colours.paper,
    colorBorder: "#d3ccbf",
    colorBorderSecondary: colours.line,
    colorFillAlter: "#faf8f4",
    borderRadius: 8,
    borderRadiusLG: 12,
    controlHeight: 36,
    controlHeightLG: 44,
    fontSize: 14,
    fontFamily:
      '"PingFang SC","HarmonyOS Sans SC","MiSans","Hiragino Sans GB","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif',
    boxShadowTertiary: "0 1px 2px rgb(23 48 58 / 5%)",
  },
  components: {
    Button: { fontWeight: 500, primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
    Table: {
      headerBg: "#faf8f4",
      headerColor: colours.quiet,
      headerSplitColor: "transparent",
      rowHoverBg: "#f7f9f8",
      cellPaddingBlock: 11,
      cellPaddingBlockMD: 12,
      cellPaddingInlineMD: 16,
      cellPaddingInlineSM: 16,
    },
    Tabs: { titleFontSize: 14, horizontalItemGutter: 26 },
    Tag: { defaultBg: "#f1eee7", defaultColor: "#4a555d" },
    Form: { labelColor: "#3c4a52", itemMarginBottom: 18, verticalLabelPadding: "0 0 5px" },
    Drawer: { paddingLG: 24 },
  },
};
