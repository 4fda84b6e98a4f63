import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IsRfc3339, MayBeAbsent } from '../../http/validators.js';

export class ReasonDto {
  @ApiProperty({ example: 'The shelter has been silent for two days.', description: 'Why; kept with the action' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class CauseActionDto extends ReasonDto {
  @ApiProperty({ example: 'interpreter-missing', description: 'Which cause: `key` on the board' })
  @IsString()
  @MaxLength(200)
  key!: string;
}

export class ReassignmentDto extends ReasonDto {
  @ApiProperty({ format: 'uuid', example: '0191e4b0-7b1c-7c3e-9d1a-2f4b6c8d0e1f' })
  @IsUUID()
  taskId!: string;

  @ApiProperty({ example: 'social', nullable: true, type: String, description: 'Username, or null for the pool' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  assignee!: string | null;
}

export class HoldDto extends CauseActionDto {
  @ApiProperty({ format: 'date-time', example: '2027-01-15T02:00:00Z', description: 'Until when it waits rightly' })
  @IsRfc3339()
  until!: string;
}

export class InterpreterDto extends ReasonDto {
  @ApiProperty({ example: 'shn', description: 'BCP 47' })
  @Matches(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/)
  language!: string;

  @ApiPropertyOptional({ enum: ['in-person', 'phone', 'video', 'sign-language'], example: 'phone' })
  @MayBeAbsent()
  @IsIn(['in-person', 'phone', 'video', 'sign-language'])
  mode?: string;

  @ApiPropertyOptional({ example: 'Volunteer interpreter, PSDHS' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  interpreter?: string;

  @ApiPropertyOptional({ example: true, description: 'No tie to employer or recruiter' })
  @MayBeAbsent()
  @IsBoolean()
  independent?: boolean;
}

export class QuorumDateDto extends ReasonDto {
  @ApiProperty({ format: 'date-time', example: '2027-01-15T02:00:00Z' })
  @IsRfc3339()
  meetingAt!: string;
}

export class RetryDto extends ReasonDto {
  @ApiPropertyOptional({
    example: 'case:0191e4b0-7b1c-7c3e-9d1a-2f4b6c8d0e1f',
    description: 'Which process; the case’s own when left out',
  })
  @MayBeAbsent()
  @IsString()
  @MaxLength(120)
  workflowId?: string;
}
