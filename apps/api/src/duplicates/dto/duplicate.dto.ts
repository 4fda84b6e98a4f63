import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { MayBeAbsent } from '../../http/validators.js';

export const PAIR_DECISIONS = ['link', 'merge', 'not-the-same'] as const;

export class DuplicateDecisionDto {
  @ApiProperty({ enum: PAIR_DECISIONS, example: 'link', description: 'A merge waits for a second person' })
  @IsIn(PAIR_DECISIONS)
  decision!: (typeof PAIR_DECISIONS)[number];

  @ApiPropertyOptional({
    format: 'uuid',
    example: '0b6f0c5e-6a43-4c1b-9d0e-2f4d5a7c9e11',
    description: 'Of a merge: the case that leads; the other one follows it',
  })
  @MayBeAbsent()
  @IsUUID()
  leadingCaseId?: string;

  @ApiProperty({ example: 'Both files show the same scar and the same mother’s name.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class DuplicateReversalDto {
  @ApiProperty({ example: 'The fingerprints differ: they are cousins.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}
