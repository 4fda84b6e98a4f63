import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { MayBeAbsent } from '../../http/validators.js';

export class ApprovalListQuery {
  @ApiPropertyOptional({ enum: ['pending', 'decided'], example: 'pending' })
  @MayBeAbsent()
  @IsIn(['pending', 'decided'])
  state?: 'pending' | 'decided';
}

export class DecisionDto {
  @ApiProperty({ enum: ['approved', 'refused'], example: 'approved' })
  @IsIn(['approved', 'refused'])
  decision!: 'approved' | 'refused';

  @ApiProperty({ example: 'Seen; the process has failed since the morning.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}
