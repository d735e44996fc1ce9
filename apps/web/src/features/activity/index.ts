export { default as LocalDrafts } from './components/LocalDrafts.vue';
export { default as PlanProgress } from './components/PlanProgress.vue';
