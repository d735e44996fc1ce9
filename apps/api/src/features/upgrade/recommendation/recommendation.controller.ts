import type { InputOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { CurrentActor, Input, Route, workbookReply } from '../../../platform/http/index.ts';
import { type Paper, RecommendationPapers } from './papers.service.ts';
import { RankingService } from './ranking.service.ts';
import { RecommendationListQueries } from './recommendation-list.queries.ts';
import { RecommendationReminders } from './recommendation-reminder.service.ts';
import { RecommendationQueries } from './recommendation.queries.ts';
import { RecommendationService } from './recommendation.service.ts';
import { SealedPapers } from './sealed-papers.service.ts';

const keyOf = ({ id, recommenderId }: { id: string; recommenderId: string }) => ({ roundId: id, recommenderId });

const pdfReply = ({ name, content }: Paper): StreamableFile =>
  new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="${name}"` });

@Controller()
export class RecommendationController {
  private readonly queries: RecommendationQueries;
  private readonly list: RecommendationListQueries;
  private readonly reminders: RecommendationReminders;
  private readonly ranking: RankingService;
  private readonly papers: RecommendationPapers;
  private readonly sealed: SealedPapers;
  private readonly service: RecommendationService;

  constructor(
    queries: RecommendationQueries,
    list: RecommendationListQueries,
    reminders: RecommendationReminders,
    ranking: RankingService,
    papers: RecommendationPapers,
    sealed: SealedPapers,
    service: RecommendationService,
  ) {
    this.queries = queries;
    this.list = list;
    this.reminders = reminders;
    this.ranking = ranking;
    this.papers = papers;
    this.sealed = sealed;
    this.service = service;
  }

  @Route(api.recommendations)
  all(@Input() { params }: InputOf<typeof api.recommendations>) {
    return this.list.rows(params.id);
  }

  @Route(api.exportRecommendations)
  async export(@Input() { params }: InputOf<typeof api.exportRecommendations>): Promise<StreamableFile> {
    return workbookReply(await this.list.workbook(params.id));
  }

  @Route(api.remindRecommenders)
  remind(@Input() { params, body }: InputOf<typeof api.remindRecommenders>, @CurrentActor() actor: Actor) {
    return this.reminders.remind(params.id, body, actor);
  }

  @Route(api.recommendation)
  view(@Input() { params }: InputOf<typeof api.recommendation>, @CurrentActor() actor: Actor) {
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.rank)
  async rank(@Input() { params, body }: InputOf<typeof api.rank>, @CurrentActor() actor: Actor) {
    await this.ranking.rank(keyOf(params), body, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.addRank)
  async add(@Input() { params, body }: InputOf<typeof api.addRank>, @CurrentActor() actor: Actor) {
    await this.ranking.add(keyOf(params), body.applicationId, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.removeRank)
  async remove(@Input() { params }: InputOf<typeof api.removeRank>, @CurrentActor() actor: Actor) {
    await this.ranking.remove(keyOf(params), params.applicationId, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.recommendationLetter)
  async letter(@Input() { params }: InputOf<typeof api.recommendationLetter>, @CurrentActor() actor: Actor) {
    return pdfReply(await this.papers.letter(keyOf(params), actor));
  }

  @Route(api.sealLetter)
  async sealLetter(@Input() { params, body }: InputOf<typeof api.sealLetter>, @CurrentActor() actor: Actor) {
    await this.sealed.letter(keyOf(params), body, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.verificationForm)
  async form(@Input() { params }: InputOf<typeof api.verificationForm>, @CurrentActor() actor: Actor) {
    return pdfReply(await this.papers.form(keyOf(params), params.applicationId, actor));
  }

  @Route(api.sealForm)
  async sealForm(@Input() { params, body }: InputOf<typeof api.sealForm>, @CurrentActor() actor: Actor) {
    await this.sealed.form(keyOf(params), params.applicationId, body, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.submitRecommendation)
  async submit(@Input() { params, body }: InputOf<typeof api.submitRecommendation>, @CurrentActor() actor: Actor) {
    await this.service.submit(keyOf(params), body.revision, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.reopenRecommendation)
  async reopen(@Input() { params, body }: InputOf<typeof api.reopenRecommendation>, @CurrentActor() actor: Actor) {
    await this.service.reopen(keyOf(params), body, actor);
    return this.queries.view(keyOf(params), actor);
  }
}
