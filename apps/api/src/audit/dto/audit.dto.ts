import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../http/page.query.js';
import { IsRfc3339, MayBeAbsent } from '../../http/validators.js';

export class AuditEventsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of whose case' })
  @MayBeAbsent()
  @IsUUID()
  caseId?: string;

  @ApiPropertyOptional({ example: 'social', description: 'Who did it: the name of the account' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  account?: string;

  @ApiPropertyOptional({ example: 'read-case' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  action?: string;

  @ApiPropertyOptional({ enum: ['allowed', 'refused'] })
  @MayBeAbsent()
  @IsIn(['allowed', 'refused'])
  decision?: 'allowed' | 'refused';

  @ApiPropertyOptional({ format: 'date-time', description: 'From this instant on' })
  @MayBeAbsent()
  @IsRfc3339()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Before this instant' })
  @MayBeAbsent()
  @IsRfc3339()
  to?: string;
}

export class ReadersQuery {
  @ApiProperty({ format: 'uuid', description: 'Of whose case' })
  @IsUUID()
  caseId!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @MayBeAbsent()
  @IsRfc3339()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @MayBeAbsent()
  @IsRfc3339()
  to?: string;
}
