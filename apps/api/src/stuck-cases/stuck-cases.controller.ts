import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import {
  CauseActionDto,
  HoldDto,
  InterpreterDto,
  QuorumDateDto,
  ReasonDto,
  ReassignmentDto,
  RetryDto,
} from './dto/stuck-action.dto.js';
import { StuckCasesQueryDto } from './dto/stuck-cases.query.dto.js';
import { MachineryService } from './machinery.service.js';
import { StuckActionsService } from './stuck-actions.service.js';
import { StuckBoardQuery } from './stuck-board.query.js';
import { StuckHistoryQuery } from './stuck-history.query.js';

const KEY = { name: 'Idempotency-Key', required: false };

@ApiTags('stuck-cases')
@Controller('v1/stuck-cases')
export class StuckCasesController {
  constructor(
    @Inject(StuckBoardQuery) private readonly board: StuckBoardQuery,
    @Inject(StuckActionsService) private readonly actions: StuckActionsService,
    @Inject(MachineryService) private readonly machinery: MachineryService,
    @Inject(StuckHistoryQuery) private readonly history: StuckHistoryQuery,
  ) {}

  @Get()
  @Requires('stuck.list')
  @ApiOperation({ summary: 'Cases that do not move, the longest waiting first: why, since when, who can unblock them' })
  list(@Me() me: SignedIn, @Query() query: StuckCasesQueryDto) {
    return this.board.list(me, query);
  }

  @Get(':caseId/actions')
  @Requires('case.read-person')
  @ApiOperation({ summary: 'What was done about the case, by whom and why, the latest first' })
  listActions(@Me() me: SignedIn, @Param('caseId', UuidPipe) caseId: string) {
    return this.history.list(me, caseId);
  }

  @Post(':caseId/nudge')
  @HttpCode(200)
  @Requires('stuck.act')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Remind whoever can unblock it' })
  nudge(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: CauseActionDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.actions.nudge(me, caseId, order, header);
  }

  @Post(':caseId/escalation')
  @HttpCode(200)
  @Requires('stuck.act')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Ask those who supervise' })
  escalate(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: CauseActionDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.actions.escalate(me, caseId, order, header);
  }

  @Post(':caseId/reassignment')
  @HttpCode(200)
  @Requires('task.assign')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Give a task that nobody does to somebody' })
  reassign(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: ReassignmentDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.actions.reassign(me, caseId, order, header);
  }

  @Post(':caseId/hold')
  @HttpCode(200)
  @Requires('stuck.act')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Say that it waits rightly until a date; then it is back by itself' })
  hold(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: HoldDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.actions.hold(me, caseId, order, header);
  }

  @Post(':caseId/interpreter')
  @HttpCode(200)
  @Requires('task.complete')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Add the interpreter who was missing' })
  addInterpreter(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: InterpreterDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.actions.addInterpreter(me, caseId, order, header);
  }

  @Post(':caseId/quorum-date')
  @HttpCode(200)
  @Requires('task.complete')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Set a new date for a team that has not reached its quorum' })
  setQuorumDate(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: QuorumDateDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.actions.setQuorumDate(me, caseId, order, header);
  }

  @Post(':caseId/retry')
  @HttpCode(200)
  @Requires('stuck.repair')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Try a failing process again, now' })
  retry(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: RetryDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.machinery.retry(me, caseId, order, header);
  }

  @Post(':caseId/reset')
  @HttpCode(202)
  @Requires('stuck.repair')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Ask that the case starts again from its record; another person decides' })
  requestReset(
    @Me() me: SignedIn,
    @Param('caseId', UuidPipe) caseId: string,
    @Body() order: ReasonDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.machinery.requestReset(me, caseId, order, header);
  }
}
