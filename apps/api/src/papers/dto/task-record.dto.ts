import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { DisplayLanguage } from '#domain/instant.js';
import { MayBeAbsent } from '../../http/validators.js';

const LANGUAGES = ['th', 'en'] as const satisfies readonly DisplayLanguage[];

export class TaskRecordQueryDto {
  @ApiPropertyOptional({ enum: LANGUAGES, description: 'Of the questions; Thai when left out. Answers stay as given' })
  @MayBeAbsent()
  @IsIn(LANGUAGES)
  language?: DisplayLanguage;
}
