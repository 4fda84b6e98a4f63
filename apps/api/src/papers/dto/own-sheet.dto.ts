import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { SHEET_LANGUAGES, type SheetLanguage } from '#documents/own-sheet-texts.js';
import { MayBeAbsent } from '../../http/validators.js';

export class OwnSheetQueryDto {
  @ApiPropertyOptional({ enum: SHEET_LANGUAGES, description: "Her language; the case's own when left out" })
  @MayBeAbsent()
  @IsIn(SHEET_LANGUAGES)
  language?: SheetLanguage;
}
