import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Me, Requires, type SaphanRequest, type SignedIn } from '../http/request-context.js';
import { Takes } from '../http/session-rules.js';
import { PIECE_MEDIA } from '../http/take-bodies.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { DocumentUploadDto } from './dto/document-upload.dto.js';
import { UploadsService, type UploadState } from './uploads.service.js';

const TUS = '1.0.0';

/** Documents piece by piece, with the headers of the tus protocol 1.0 (tus.io): a broken line costs one piece. */
@ApiTags('documents')
@Controller('v1')
export class UploadsController {
  constructor(@Inject(UploadsService) private readonly uploads: UploadsService) {}

  @Post('cases/:id/document-uploads')
  @HttpCode(201)
  @Requires('document.add')
  @ApiOperation({ summary: 'Announce a document that comes in pieces; given up after 24 hours' })
  async begin(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() announced: DocumentUploadDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const upload = await this.uploads.begin(me, id, announced);
    void reply.header('location', `/v1/document-uploads/${upload.id}`);
    return told(reply, upload);
  }

  @Get('document-uploads/:id')
  @Requires('document.add')
  @ApiOperation({ summary: 'How much of my document is there; HEAD tells the same in its headers' })
  async state(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return told(reply, await this.uploads.state(me, id));
  }

  @Patch('document-uploads/:id')
  @Requires('document.add')
  @Takes([PIECE_MEDIA])
  @ApiHeader({
    name: 'Upload-Offset',
    required: true,
    description: 'Where the piece begins: what the server has so far',
  })
  @ApiOperation({
    summary:
      'The next piece, 1 MiB at most, as application/offset+octet-stream; with the last one the document is taken',
    description: 'An empty piece at the end tries the taking again, after a fault of the scanner.',
  })
  async add(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Headers('upload-offset') offset: string | undefined,
    @Req() request: SaphanRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const piece = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    return told(reply, await this.uploads.add(me, id, offset, piece));
  }

  @Delete('document-uploads/:id')
  @HttpCode(204)
  @Requires('document.add')
  @ApiOperation({ summary: 'Give up a document that is not whole yet' })
  remove(@Me() me: SignedIn, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.uploads.remove(me, id);
  }
}

function told(reply: FastifyReply, upload: UploadState): UploadState {
  void reply
    .header('tus-resumable', TUS)
    .header('upload-offset', upload.offset)
    .header('upload-length', upload.bytes)
    .header('upload-expires', new Date(upload.expiresAt).toUTCString());
  return upload;
}
