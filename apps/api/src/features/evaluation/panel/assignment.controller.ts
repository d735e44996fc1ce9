import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { RequestContext } from '../../../platform/context/index.ts';
import { CurrentActor, Input, Route, Upload, type UploadedFile, workbookReply } from '../../../platform/http/index.ts';
import { AssignmentQueries } from './assignment.queries.ts';
import { AssignmentService } from './assignment.service.ts';
import { EvaluatorService } from './evaluator.service.ts';
import { PanelSheetService } from './panel-sheet.service.ts';
import { PanelService } from './panel.service.ts';
import { ProposalService } from './proposal.service.ts';
import { TiesQueries } from './ties.queries.ts';

@Controller()
export class AssignmentController {
  private readonly service: AssignmentService;
  private readonly proposals: ProposalService;
  private readonly panelSheets: PanelSheetService;
  private readonly panels: PanelService;
  private readonly evaluators: EvaluatorService;
  private readonly queries: AssignmentQueries;
  private readonly ties: TiesQueries;

  constructor(
    service: AssignmentService,
    proposals: ProposalService,
    panelSheets: PanelSheetService,
    panels: PanelService,
    evaluators: EvaluatorService,
    queries: AssignmentQueries,
    ties: TiesQueries,
  ) {
    this.service = service;
    this.proposals = proposals;
    this.panelSheets = panelSheets;
    this.panels = panels;
    this.evaluators = evaluators;
    this.queries = queries;
    this.ties = ties;
  }

  @Route(api.assignments)
  assignments(@Input() input: InputOf<typeof api.assignments>) {
    return this.queries.page(input);
  }

  @Route(api.panelSettings)
  settings(@Input() { params }: InputOf<typeof api.panelSettings>) {
    return this.ties.settings(params.id);
  }

  @Route(api.changePanelSettings)
  changeSettings(@Input() { params, body }: InputOf<typeof api.changePanelSettings>) {
    return this.evaluators.changeSettings(params.id, body);
  }

  @Route(api.candidates)
  candidates(@Input() { params }: InputOf<typeof api.candidates>) {
    return this.queries.candidates(params.id);
  }

  @Route(api.assign)
  async assign(@Input() { params, body }: InputOf<typeof api.assign>, @CurrentActor() actor: Actor) {
    await this.service.assign({ evaluationId: params.id, accountId: body.accountId }, actor);
    return this.queries.row(params.id);
  }

  @Route(api.proposeAssignment)
  propose(@Input() { params, body }: InputOf<typeof api.proposeAssignment>) {
    return this.proposals.propose(params.id, body);
  }

  @Route(api.applyAssignment)
  apply(@Input() { params, body }: InputOf<typeof api.applyAssignment>, @CurrentActor() actor: Actor) {
    return this.service.apply(params.id, body, actor);
  }

  @Route(api.panelTemplate)
  async template(@Input() { params }: InputOf<typeof api.panelTemplate>): Promise<StreamableFile> {
    const locale = RequestContext.current()?.locale ?? 'zh-CN';
    return workbookReply(await this.panelSheets.template(params.id, locale));
  }

  @Route(api.checkPanelSheet)
  check(@Input() { params }: InputOf<typeof api.checkPanelSheet>, @Upload() file: UploadedFile) {
    return this.panelSheets.check(params.id, file.stream);
  }

  @Route(api.releaseSheet)
  async release(@Input() { params, body }: InputOf<typeof api.releaseSheet>, @CurrentActor() actor: Actor) {
    return this.queries.row(await this.panels.release(params.id, body.revision, body.reason, actor));
  }

  @Route(api.replaceEvaluator)
  async replace(@Input() { params, body }: InputOf<typeof api.replaceEvaluator>, @CurrentActor() actor: Actor) {
    const { reason, ...replacement } = body;
    const id = await this.service.replace({ ...replacement, scoresheetId: params.id }, reason, actor);
    return this.queries.row(id);
  }

  @Route(api.reopenSheet)
  async reopen(@Input() { params, body }: InputOf<typeof api.reopenSheet>, @CurrentActor() actor: Actor) {
    return this.queries.row(await this.panels.reopen(params.id, body.revision, body.reason, actor));
  }
}
