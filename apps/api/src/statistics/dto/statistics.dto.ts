import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../../http/validators.js';

export class StatisticsQueryDto {
  @ApiPropertyOptional({ example: 2026, description: 'Year of the common era; the present one when left out' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2200)
  year?: number;

  @ApiPropertyOptional({ example: '12', description: 'Code of a province' })
  @MayBeAbsent()
  @Matches(/^\d{2}$/)
  province?: string;
}
