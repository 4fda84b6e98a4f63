import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { MOST_BYTES } from '#privacy/documents/inspect-document.js';
import { MayBeAbsent } from '../../http/validators.js';
import { DOCUMENT_KINDS } from './document.dto.js';

/** What is said before the first piece; the whole is looked at once it is there. */
export class DocumentUploadDto {
  @ApiProperty({ enum: DOCUMENT_KINDS, example: 'travel' })
  @IsIn(DOCUMENT_KINDS)
  kind!: (typeof DOCUMENT_KINDS)[number];

  @ApiPropertyOptional({ format: 'uuid', example: '7d2f4c1e-6a8b-4f3d-9c5e-1b0a2d4f6e8c' })
  @MayBeAbsent()
  @IsUUID()
  taskId?: string;

  @ApiProperty({ example: 'passport.jpg', description: 'Kept sealed' })
  @IsString()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ example: 4_200_000, minimum: 1, maximum: MOST_BYTES, description: 'Of the whole document' })
  @IsInt()
  @Min(1)
  @Max(MOST_BYTES)
  bytes!: number;
}
