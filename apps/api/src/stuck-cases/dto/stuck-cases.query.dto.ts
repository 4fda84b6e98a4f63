import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsUUID, Matches, Max, Min } from 'class-validator';
import { STAGES, type Stage } from '#domain/stages.js';
import { WAIT_CAUSES, type WaitCause } from '#domain/wait-causes.js';
import { PageQuery } from '../../http/page.query.js';
import { IsAgencyCode, MayBeAbsent } from '../../http/validators.js';

export class StuckCasesQueryDto extends PageQuery {
  @ApiPropertyOptional({ enum: WAIT_CAUSES, description: 'Whom or what the case waits for' })
  @MayBeAbsent()
  @IsIn(WAIT_CAUSES)
  cause?: WaitCause;

  @ApiPropertyOptional({ example: '12', description: 'Code of a province' })
  @MayBeAbsent()
  @Matches(/^\d{2}$/)
  province?: string;

  @ApiPropertyOptional({ example: 'shelter-nonthaburi', description: 'The agency whose answer is awaited' })
  @MayBeAbsent()
  @IsAgencyCode()
  agency?: string;

  @ApiPropertyOptional({ enum: STAGES })
  @MayBeAbsent()
  @IsIn(STAGES)
  stage?: Stage;

  @ApiPropertyOptional({ example: 7, description: 'Stuck since so many days or longer' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(36500)
  olderThanDays?: number;

  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  caseId?: string;
}
