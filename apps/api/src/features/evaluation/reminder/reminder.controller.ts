import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { MonitorQueries } from './monitor.queries.ts';
import { ReminderQueries } from './reminder.queries.ts';
import { ReminderService } from './reminder.service.ts';

@Controller()
export class ReminderController {
  private readonly monitors: MonitorQueries;
  private readonly queries: ReminderQueries;
  private readonly service: ReminderService;

  constructor(monitors: MonitorQueries, queries: ReminderQueries, service: ReminderService) {
    this.monitors = monitors;
    this.queries = queries;
    this.service = service;
  }

  @Route(api.monitor)
  monitor(@Input() { params }: InputOf<typeof api.monitor>) {
    return this.monitors.view(params.id);
  }

  @Route(api.studioProgress)
  studioProgress(@Input() input: InputOf<typeof api.studioProgress>) {
    return this.monitors.studios(input);
  }

  @Route(api.previewReminder)
  preview(@Input() { params, body }: InputOf<typeof api.previewReminder>) {
    return this.queries.preview(params.id, body.step, body.subjectIds);
  }

  @Route(api.sendReminder)
  async send(@Input() { params, body }: InputOf<typeof api.sendReminder>, @CurrentActor() actor: Actor) {
    return this.queries.batch(await this.service.send(params.id, body, actor));
  }

  @Route(api.reminderBatches)
  batches(@Input() { params }: InputOf<typeof api.reminderBatches>) {
    return this.queries.batches(params.id);
  }

  @Route(api.reminderSettings)
  settings(@Input() { params }: InputOf<typeof api.reminderSettings>) {
    return this.queries.settings(params.id);
  }

  @Route(api.changeReminderSettings)
  async changeSettings(@Input() { params, body }: InputOf<typeof api.changeReminderSettings>) {
    const { revision, ...settings } = body;
    await this.service.changeSettings(params.id, settings, revision);
    return this.queries.settings(params.id);
  }
}
