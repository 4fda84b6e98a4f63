import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../http/validators.js';

export interface UploadedContent {
  readonly bytes: Buffer;
  readonly name: string;
  /** Of all that was sent: a repeated key must mean the same document. */
  readonly hash: string;
}

export const DOCUMENT_KINDS = ['identity', 'travel', 'medical', 'court', 'photo', 'statement', 'other'] as const;

/** The parts of the form beside the file. */
export class DocumentDto {
  @ApiProperty({ enum: DOCUMENT_KINDS, example: 'travel' })
  @IsIn(DOCUMENT_KINDS)
  kind!: (typeof DOCUMENT_KINDS)[number];

  @ApiPropertyOptional({
    format: 'uuid',
    example: '7d2f4c1e-6a8b-4f3d-9c5e-1b0a2d4f6e8c',
    description: 'The task of this case whose answer the document belongs to',
  })
  @MayBeAbsent()
  @IsUUID()
  taskId?: string;

  @ApiProperty({
    type: 'string',
    format: 'binary',
    example: '(the bytes of a PDF, JPEG, PNG or WebP, 10 MiB at most)',
  })
  @IsString()
  @MaxLength(200)
  file?: string;

  /** What came with it; set by `UploadedDocument`, never by a caller. */
  readonly content!: UploadedContent;
}

export class DocumentPartQuery {
  @ApiPropertyOptional({ enum: ['original', 'copy'], description: 'Default: the copy of a picture, else the original' })
  @MayBeAbsent()
  @IsIn(['original', 'copy'])
  part?: 'original' | 'copy';
}
