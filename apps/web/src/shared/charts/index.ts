export { default as ChartFrame, type ChartTable } from './ChartFrame.vue';
export { csvOf, save } from './export.ts';
export { type ChartPalette, useChartPalette } from './palette.ts';
