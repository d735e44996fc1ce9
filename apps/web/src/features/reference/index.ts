export { useReference } from './composables/useReference.ts';
export { default as ClusterSelect } from './components/ClusterSelect.vue';
export { default as DistrictSelect } from './components/DistrictSelect.vue';
export { default as OccupationSelect } from './components/OccupationSelect.vue';
export { default as RecommenderSelect } from './components/RecommenderSelect.vue';
