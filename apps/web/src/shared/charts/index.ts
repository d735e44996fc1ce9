export { default as ChartFrame } from './ChartFrame.vue';
export type { ChartTable } from './chart-table.ts';
export { csvOf, save } from './export.ts';
export { type ChartPalette, useChartPalette } from './palette.ts';
