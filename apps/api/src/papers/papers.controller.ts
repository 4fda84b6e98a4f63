import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { OwnSheetQueryDto } from './dto/own-sheet.dto.js';
import { TaskRecordQueryDto } from './dto/task-record.dto.js';
import { OwnSheetQuery } from './own-sheet.query.js';
import { TaskRecordQuery } from './task-record.query.js';

@ApiTags('papers')
@Controller('v1')
export class PapersController {
  constructor(
    @Inject(OwnSheetQuery) private readonly ownSheet: OwnSheetQuery,
    @Inject(TaskRecordQuery) private readonly taskRecord: TaskRecordQuery,
  ) {}

  @Get('cases/:id/own-sheet')
  @Requires('case.read')
  // A file name that tells a stranger nothing.
  @Header('content-type', 'application/pdf')
  @Header('content-disposition', 'inline; filename="information.pdf"')
  @ApiProduces('application/pdf')
  @ApiOperation({ summary: 'Her own sheet: rights, what happens next, by when, whom to call; it names nobody' })
  async sheet(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Query() { language }: OwnSheetQueryDto) {
    return new StreamableFile(await this.ownSheet.read(me, id, language));
  }

  @Get('tasks/:id/record')
  @Requires('case.read')
  @Header('content-type', 'application/pdf')
  @Header('content-disposition', 'inline; filename="record.pdf"')
  @ApiProduces('application/pdf')
  @ApiOperation({
    summary: 'A completed form as a document, in the version that was answered; each copy names its reader',
  })
  async record(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Query() { language }: TaskRecordQueryDto) {
    return new StreamableFile(await this.taskRecord.read(me, id, language ?? 'th'));
  }
}
