import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { DeterminationQueries } from './determination.queries.ts';
import { DeterminationService } from './determination.service.ts';
import { SimulationQueries } from './simulation.queries.ts';
import { VerdictExport } from './verdict-export.queries.ts';
import { VerdictListQueries } from './verdict-list.queries.ts';
import { VerdictQueries } from './verdict.queries.ts';

@Controller()
export class VerdictController {
  private readonly verdicts: VerdictQueries;
  private readonly lists: VerdictListQueries;
  private readonly files: VerdictExport;
  private readonly simulations: SimulationQueries;
  private readonly determinations: DeterminationService;
  private readonly kept: DeterminationQueries;
  private readonly clock: Clock;

  constructor(
    verdicts: VerdictQueries,
    lists: VerdictListQueries,
    files: VerdictExport,
    simulations: SimulationQueries,
    determinations: DeterminationService,
    kept: DeterminationQueries,
    clock: Clock,
  ) {
    this.verdicts = verdicts;
    this.lists = lists;
    this.files = files;
    this.simulations = simulations;
    this.determinations = determinations;
    this.kept = kept;
    this.clock = clock;
  }

  @Route(upgradeApi.verdict)
  verdict(
    @Input() { params, query }: InputOf<typeof upgradeApi.verdict>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.verdict>> {
    return this.verdicts.view(actor, params.id, query);
  }

  @Route(upgradeApi.verdicts)
  list(
    @Input() { query }: InputOf<typeof upgradeApi.verdicts>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.verdicts>> {
    return this.lists.page(actor, query);
  }

  @Route(upgradeApi.summary)
  summary(
    @Input() { query }: InputOf<typeof upgradeApi.summary>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.summary>> {
    return this.lists.summary(actor, query);
  }

  @Route(upgradeApi.export)
  async export(
    @Input() { query }: InputOf<typeof upgradeApi.export>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.files.workbook(actor, query), {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      disposition: `attachment; filename="upgrade-verdicts-${this.clock.today()}.xlsx"`,
    });
  }

  @Route(upgradeApi.determine)
  async determine(
    @Input() { params, body }: InputOf<typeof upgradeApi.determine>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.determine>> {
    const { rules, facts } = await this.verdicts.open(actor, params.id, body);
    return this.kept.view(actor, await this.determinations.keep(actor, params.id, rules, facts));
  }

  @Route(upgradeApi.determination)
  determination(
    @Input() { params }: InputOf<typeof upgradeApi.determination>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.determination>> {
    return this.kept.view(actor, params.id);
  }

  @Route(upgradeApi.simulate)
  simulate(
    @Input() { body }: InputOf<typeof upgradeApi.simulate>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.simulate>> {
    const { studioId, target, exception, ...supposed } = body;
    return this.simulations.one(actor, studioId, { target, exception }, supposed);
  }

  @Route(upgradeApi.simulateRules)
  simulateRules(
    @Input() { body }: InputOf<typeof upgradeApi.simulateRules>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.simulateRules>> {
    return this.simulations.rules(actor, body.rules, body.on);
  }
}
