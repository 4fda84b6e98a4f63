import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Limited } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { CaseAtQuery } from './case-at.query.js';
import { CasesQuery } from './cases.query.js';
import { CaseAtParams, CaseListQuery, StandingActDto } from './dto/case.dto.js';
import { StandingActsService } from './standing-acts.service.js';

@ApiTags('cases')
@Controller('v1/cases')
export class CasesController {
  constructor(
    @Inject(CasesQuery) private readonly cases: CasesQuery,
    @Inject(CaseAtQuery) private readonly caseAt: CaseAtQuery,
    @Inject(StandingActsService) private readonly standingActs: StandingActsService,
  ) {}

  @Get()
  @Requires('case.list')
  @Limited('search')
  @ApiOperation({ summary: 'Cases, newest first; codes only' })
  list(@Me() me: SignedIn, @Query() query: CaseListQuery) {
    return this.cases.list(me, query);
  }

  @Get(':id')
  @Requires('case.read')
  @ApiOperation({
    summary: 'One case: where it stands, where it can go, what it waits for; with `at`, as it stood then',
  })
  async read(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Query() { at }: CaseAtParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (at !== undefined) return this.caseAt.read(me, id, at);
    const kase = await this.cases.read(me, id);
    void reply.header('etag', `"${kase.revision}"`);
    return kase;
  }

  @Get(':id/timeline')
  @Requires('case.read')
  @ApiOperation({ summary: 'What happened, in sentences' })
  timeline(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.cases.timeline(me, id);
  }

  @Get(':id/clocks')
  @Requires('case.read')
  @ApiOperation({ summary: 'Clocks with their legal basis, source and confidence' })
  clocks(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.cases.clocks(me, id);
  }

  @Get(':id/tasks')
  @Requires('case.read')
  @ApiOperation({ summary: 'All tasks of the case, done and to come' })
  tasks(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.cases.tasks(me, id);
  }

  @Post(':id/tasks')
  @HttpCode(201)
  @Requires('task.complete')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Open a task for an act that no stage waits for' })
  openAct(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() { key }: StandingActDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.standingActs.open(me, id, key, header);
  }
}
