import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UuidPipe } from '../http/uuid.pipe.js';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { parseIfMatch, waitSecondsOf } from '../http/preferences.js';
import { problemOf } from '../http/problem-details.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { DraftsService } from './drafts.service.js';
import { AssignmentDto, CompletionDto, DraftDto, DraftHandoverDto, InboxQuery } from './dto/task.dto.js';
import { TasksInboxQuery } from './inbox.query.js';
import { TasksService } from './tasks.service.js';

@ApiTags('tasks')
@Controller('v1/tasks')
export class TasksController {
  constructor(
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(TasksInboxQuery) private readonly inbox: TasksInboxQuery,
    @Inject(DraftsService) private readonly drafts: DraftsService,
  ) {}

  @Get()
  @Requires('task.list')
  @ApiOperation({ summary: 'My inbox: open tasks of my roles, least time left first' })
  list(@Me() me: SignedIn, @Query() query: InboxQuery) {
    return this.inbox.list(me, query);
  }

  @Get(':id')
  @Requires('task.read')
  @ApiOperation({ summary: 'One task with its form and my draft' })
  async read(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const task = await this.tasks.read(me, id);
    const draft = await this.drafts.find(me, id);
    if (draft !== null) void reply.header('etag', `"${draft.revision}"`);
    return { ...task, draft };
  }

  @Put(':id/draft')
  @Requires('task.complete')
  @ApiHeader({ name: 'If-Match', required: false, description: 'The ETag of my last draft; none for the first' })
  @ApiOperation({
    summary: 'Keep answers that are not finished: only the changed ones, null clears',
    description:
      'Merged field by field. Where the same field was changed after the revision in If-Match, nothing is saved and 409 shows both values.',
  })
  async saveDraft(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() { answers, author }: DraftDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const saved = await this.drafts.save(me, id, answers, { seen: parseIfMatch(ifMatch), author });
    const { revision } = 'conflicts' in saved ? saved.draft : saved;
    void reply.header('etag', `"${revision}"`);
    if (!('conflicts' in saved)) return saved;
    // Both values go to the two who write, and nowhere else: never into an error that is logged.
    const code = 'draft-field-conflict' as const;
    const problem = problemOf(
      code,
      saved.conflicts.map(({ field }) => ({ path: `/answers${field}`, code })),
      {},
      me.requestId,
    );
    void reply.status(problem.status).type('application/problem+json; charset=utf-8');
    return { ...problem, ...saved };
  }

  @Get(':id/draft/history')
  @Requires('task.complete')
  @ApiOperation({ summary: 'Who answered what when in the drafts of a task; without the answers' })
  async draftHistory(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return { items: await this.drafts.history(me, id) };
  }

  @Post(':id/draft/handover')
  @HttpCode(200)
  @Requires('task.complete')
  @ApiOperation({ summary: 'Give a colleague a hand in my draft; repeated, it changes nothing more' })
  handOverDraft(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Body() { to }: DraftHandoverDto) {
    return this.drafts.handOver(me, id, to);
  }

  @Post(':id/completion')
  @HttpCode(200)
  @Requires('task.complete')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'Prefer', required: false, description: '`wait=N`: up to N seconds until the process has moved' })
  @ApiOperation({ summary: 'Complete a task; saved when answered, also while the process engine is away' })
  complete(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() completion: CompletionDto,
    @Idempotency() header: IdempotencyHeader | null,
    @Headers('prefer') prefer: string | undefined,
  ) {
    return this.tasks.complete(me, id, completion, header, waitSecondsOf(prefer));
  }

  @Post(':id/assignment')
  @HttpCode(200)
  @Requires('task.assign')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Give a task to a person, or back to the pool' })
  assign(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() assignment: AssignmentDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.tasks.assign(me, id, assignment, header);
  }
}
