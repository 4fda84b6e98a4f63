import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { IsLegalDay, MayBeAbsent } from '../../http/validators.js';

export class CalendarParams {
  @ApiProperty({ format: 'date', example: '2026-11-01', description: 'First day, in Bangkok' })
  @IsLegalDay()
  from!: string;

  @ApiProperty({ format: 'date', example: '2026-11-30', description: 'Last day; at most 42 days in all' })
  @IsLegalDay()
  until!: string;

  @ApiPropertyOptional({ enum: ['me', 'anyone'], description: 'Of the cases in which I hold a task, or of all I see' })
  @MayBeAbsent()
  @IsIn(['me', 'anyone'])
  assigned?: 'me' | 'anyone';
}
