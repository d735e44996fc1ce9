export { default as HostUnitSelect } from './components/HostUnitSelect.vue';
