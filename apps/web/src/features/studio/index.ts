export { default as HostUnitSelect } from './components/HostUnitSelect.vue';
export type { StudioPanel } from './composables/panels.ts';
