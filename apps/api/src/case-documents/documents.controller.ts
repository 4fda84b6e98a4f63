import { Controller, Get, HttpCode, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Limited, Takes } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { DocumentsService } from './documents.service.js';
import { DocumentDto, DocumentPartQuery } from './dto/document.dto.js';
import { UPLOAD_MEDIA, UploadedDocument } from './upload.js';

@ApiTags('documents')
@Controller('v1')
export class DocumentsController {
  constructor(@Inject(DocumentsService) private readonly documents: DocumentsService) {}

  @Post('cases/:id/documents')
  @HttpCode(201)
  @Requires('document.add')
  @Takes([UPLOAD_MEDIA])
  @ApiConsumes(UPLOAD_MEDIA)
  @ApiBody({ type: DocumentDto })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Add a document: PDF, JPEG, PNG or WebP; sealed with the key of the case' })
  add(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @UploadedDocument() upload: DocumentDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.documents.add(me, id, upload, header);
  }

  @Post('cases/:id/report-photos')
  @HttpCode(201)
  @Requires('report.attach')
  @Limited('reports')
  @Takes([UPLOAD_MEDIA])
  @ApiConsumes(UPLOAD_MEDIA)
  @ApiBody({ type: DocumentDto })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Add a photograph to a case that I reported: for 72 hours, while it is open' })
  attach(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @UploadedDocument() upload: DocumentDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.documents.attach(me, id, upload, header);
  }

  @Get('cases/:id/documents')
  @Requires('document.read')
  @ApiOperation({ summary: 'The documents of a case, newest first, with whether anybody looked for malware' })
  list(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.documents.list(me, id);
  }

  @Get('documents/:id')
  @Requires('document.read')
  @ApiProduces('application/octet-stream')
  @ApiOperation({ summary: 'A document to be saved, never shown by the browser itself' })
  async read(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Query() { part }: DocumentPartQuery) {
    const { bytes, mediaType, extension } = await this.documents.read(me, id, part);
    // A name that tells a stranger nothing; the browser is told to save, not to guess and to show.
    return new StreamableFile(bytes, { type: mediaType, disposition: `attachment; filename="document.${extension}"` });
  }
}
