import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { STAGES, type Stage } from '#domain/stages.js';
import { STANDING_ACTS, type StandingAct } from '#domain/standing-acts.js';
import { PageQuery } from '../../http/page.query.js';
import { IsRfc3339, MayBeAbsent } from '../../http/validators.js';

const ACTS = Object.keys(STANDING_ACTS) as StandingAct[];

export class CaseListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STAGES })
  @MayBeAbsent()
  @IsIn(STAGES)
  stage?: Stage;

  @ApiPropertyOptional({ enum: ['open', 'closed'] })
  @MayBeAbsent()
  @IsIn(['open', 'closed'])
  status?: 'open' | 'closed';

  @ApiPropertyOptional({ example: '12' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2)
  province?: string;

  @ApiPropertyOptional({ example: 'SP-2569-000001' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  number?: string;
}

export class CaseAtParams {
  @ApiPropertyOptional({
    format: 'date-time',
    example: '2025-11-20T09:00:00Z',
    description: 'An instant of its past: the case by what was on record then',
  })
  @MayBeAbsent()
  @IsRfc3339()
  at?: string;
}

export class StandingActDto {
  @ApiProperty({
    enum: ACTS,
    example: 'record-exit',
    description: 'An act that no stage waits for: she leaves, new facts come, a choice changes',
  })
  @IsIn(ACTS)
  key!: StandingAct;
}
