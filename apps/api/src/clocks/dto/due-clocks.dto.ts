import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { CLOCK_KEYS, type ClockKey } from '#domain/clock.js';
import { PageQuery } from '../../http/page.query.js';
import { MayBeAbsent } from '../../http/validators.js';

export class DueClocksParams extends PageQuery {
  @ApiPropertyOptional({ enum: CLOCK_KEYS })
  @MayBeAbsent()
  @IsIn(CLOCK_KEYS)
  key?: ClockKey;

  @ApiPropertyOptional({ example: '12' })
  @MayBeAbsent()
  @Matches(/^\d{2}$/)
  province?: string;
}
