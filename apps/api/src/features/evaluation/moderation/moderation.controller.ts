import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { ArbitrationService } from './arbitration.service.ts';
import { CalibrationQueries } from './calibration.queries.ts';
import { ModerationQueries } from './moderation.queries.ts';
import { PanelQueries } from './panel.queries.ts';
import { WorkbookService } from './workbook.service.ts';

@Controller()
export class ModerationController {
  private readonly queries: ModerationQueries;
  private readonly calibrations: CalibrationQueries;
  private readonly panels: PanelQueries;
  private readonly arbitrations: ArbitrationService;
  private readonly workbooks: WorkbookService;

  constructor(
    queries: ModerationQueries,
    calibrations: CalibrationQueries,
    panels: PanelQueries,
    arbitrations: ArbitrationService,
    workbooks: WorkbookService,
  ) {
    this.queries = queries;
    this.calibrations = calibrations;
    this.panels = panels;
    this.arbitrations = arbitrations;
    this.workbooks = workbooks;
  }

  @Route(api.moderation)
  moderation(@Input() input: InputOf<typeof api.moderation>) {
    return this.queries.page(input);
  }

  @Route(api.calibration)
  calibration(@Input() { params }: InputOf<typeof api.calibration>) {
    return this.calibrations.view(params.id);
  }

  @Route(api.panel)
  panel(@Input() { params }: InputOf<typeof api.panel>, @CurrentActor() actor: Actor) {
    return this.panels.view(params.id, actor);
  }

  @Route(api.arbitrate)
  arbitrate(@Input() { params, body }: InputOf<typeof api.arbitrate>, @CurrentActor() actor: Actor): Promise<void> {
    const { revision, accountId, closesAt, reason } = body;
    const order = { revision, accountId, closesAt: new Date(closesAt), reason: reason || null };
    return this.arbitrations.arbitrate(params.id, order, actor);
  }

  @Route(api.waiveArbitration)
  waive(@Input() { params, body }: InputOf<typeof api.waiveArbitration>, @CurrentActor() actor: Actor): Promise<void> {
    return this.arbitrations.waive(params.id, body.revision, body.reason, actor);
  }

  @Route(api.committeeWorkbook)
  async workbook(
    @Input() { params, query }: InputOf<typeof api.committeeWorkbook>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { name, stream } = await this.workbooks.write(params.id, query.names ?? false, actor);
    return new StreamableFile(stream, {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }
}
