import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { OwnSheetQueryDto } from './dto/own-sheet.dto.js';
import { OwnSheetQuery } from './own-sheet.query.js';

@ApiTags('papers')
@Controller('v1')
export class PapersController {
  constructor(@Inject(OwnSheetQuery) private readonly ownSheet: OwnSheetQuery) {}

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
}
