import type { TaskView } from '@jianglian/contracts/insight';
import { scoreText } from '@jianglian/domain/kernel';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import { dayOf } from '@/shared/composables/useServerClock';

export interface TaskText {
  readonly title: string;
  readonly sub: string;
  readonly why: string;
  readonly action: string;
}

/** What a task says and where its one action leads. */
export function useTaskText(): { textOf: (task: TaskView, overdue: boolean) => TaskText } {
  const { t } = useI18n();
  const say = (task: TaskView, part: keyof TaskText, params: Record<string, unknown>) =>
    t(`insight.task.${task.kind}.${part}`, params);
  return {
    textOf: (task, overdue) => {
      const params = paramsOf(task, overdue);
      return {
        title: say(task, 'title', params),
        sub: say(task, 'sub', params),
        why: say(task, 'why', params),
        action: say(task, 'action', params),
      };
    },
  };

  function paramsOf(task: TaskView, overdue: boolean): Record<string, unknown> {
    const { params, studio, since } = task;
    return {
      ...params,
      studio: studio?.name ?? '',
      day: since ? dayOf(new Date(since)) : '',
      ...(params['report'] ? { report: t(`insight.report.${params['report']}`) } : {}),
      ...(params['change'] ? { change: t(`terms.change-kind.${params['change']}`) } : {}),
      stage: t(`insight.rectification.${params['stage'] ?? 'register'}`),
      ...(params['spread'] !== undefined ? { spread: scoreText(Number(params['spread'])) } : {}),
      hand: t(overdue ? 'insight.task.handLate' : 'insight.task.hand'),
    };
  }
}

type Link = (task: TaskView) => RouteLocationRaw;
const id = (task: TaskView) => task.subject?.id ?? '';
const studioId = (task: TaskView) => task.studio?.id ?? '';

/** Its own page where a procedure runs, the studio's where acts in the register are all there is. */
const rectificationOf = (task: TaskView): string =>
  task.subject?.type === 'rectification' ? `/rectifications/${id(task)}` : `/studios/${studioId(task)}`;

/** The page of the one action, by kind; addresses are those of the features that own the pages. */
const links: Readonly<Record<TaskView['kind'], Link>> = {
  'activity-returned': (task) => `/activities/${id(task)}`,
  'activity-draft': () => ({ path: '/activities', query: { state: 'draft' } }),
  'report-due': (task) => `/reports/${studioId(task)}/${task.params['report']}/${task.params['year']}`,
  'self-evaluation': (task) => `/self-evaluations/${id(task)}`,
  'self-evaluation-returned': (task) => `/self-evaluations/${id(task)}`,
  rectification: (task) => rectificationOf(task),
  'rectification-statement': (task) => rectificationOf(task),
  'rectification-awaited': (task) => rectificationOf(task),
  'rectification-check': (task) => `/rectification-checks/${id(task)}`,
  'activities-unverified': () => ({ path: '/activities', query: { state: 'submitted' } }),
  'evaluation-scoring': (task) => `/self-evaluations/${id(task)}`,
  'activities-to-verify': (task) => ({ path: '/activities/verification', query: { studio: studioId(task) } }),
  'reports-late': (task) => ({
    path: '/reports',
    query: { studio: studioId(task), timeliness: 'overdue', year: task.params['year'] },
  }),
  'opinions-to-give': (task) => ({ path: '/opinions', query: { cycle: id(task) } }),
  'sheets-to-score': () => '/scoring',
  'reviews-to-score': () => '/reviews',
  'visit-to-make': (task) => `/visits/${id(task)}`,
  'cycle-to-open': () => '/cycles',
  'scoring-to-start': (task) => `/cycles/${id(task)}`,
  'self-evaluations-awaited': (task) => `/cycles/${id(task)}`,
  'opinions-awaited': (task) => `/cycles/${id(task)}/opinions`,
  'scoring-awaited': (task) => `/cycles/${id(task)}`,
  'scoring-late': (task) => `/cycles/${id(task)}`,
  'spread-to-settle': (task) => `/cycles/${id(task)}/moderation`,
  'grades-to-decide': (task) => `/cycles/${id(task)}/decision`,
  'grades-to-propose': (task) => `/cycles/${id(task)}/decision`,
  'grades-to-release': (task) => `/cycles/${id(task)}/decision`,
  'objection-to-handle': (task) => `/cycles/${id(task)}/publicity`,
  'correction-to-release': (task) => `/cycles/${id(task)}/publicity`,
  'results-to-publish': (task) => `/cycles/${id(task)}/decision`,
  'import-unfinished': (task) => `/award-imports/${id(task)}`,
  'rectification-to-judge': (task) => rectificationOf(task),
  'change-returned': (task) => `/changes/${id(task)}`,
  'change-awaited': (task) => `/changes/${id(task)}`,
  'change-to-endorse': (task) => `/changes/${id(task)}`,
  'application-draft': (task) => `/applications/${id(task)}`,
  'application-returned': (task) => `/applications/${id(task)}`,
  'applications-to-look-at': (task) => `/rounds/${id(task)}/ranking`,
  'ranking-to-submit': (task) => `/rounds/${id(task)}/ranking`,
  'recommendations-missing': (task) => `/rounds/${id(task)}/recommendations`,
  'review-to-start': (task) => `/rounds/${id(task)}`,
  'applications-to-check': (task) => `/rounds/${id(task)}/review`,
  'awards-to-propose': (task) => `/rounds/${id(task)}/awards`,
  'awards-to-release': (task) => `/rounds/${id(task)}/awards`,
  'awards-to-publish': (task) => `/rounds/${id(task)}/awards`,
  'award-objection-to-handle': (task) => `/rounds/${id(task)}/awards`,
  'award-change-to-release': (task) => `/rounds/${id(task)}/awards`,
  'change-to-decide': (task) => `/changes/${id(task)}`,
  'subsidy-report-due': (task) => `/studios/${studioId(task)}/subsidy`,
  'subsidy-to-verify': (task) => `/studios/${studioId(task)}/subsidy`,
  'subsidy-to-settle': (task) => `/studios/${studioId(task)}/subsidy`,
  'subsidy-to-pay': () => ({ path: '/subsidies', query: { state: 'to-pay' } }),
};

export const linkOf = (task: TaskView): RouteLocationRaw => links[task.kind](task);
