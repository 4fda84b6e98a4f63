import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsIn, IsInt, IsObject, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { getForm } from '#policy/forms.js';
import { IsRfc3339 } from '../../http/validators.js';

/** The answers as they came: the form's schema judges them, not the envelope. */
const untouched = () => Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key], { toClassOnly: true });

export class CompletionDto {
  @ApiPropertyOptional({ format: 'date-time', example: '2026-11-20T17:00:00Z', description: 'When it happened; default: now' })
  @IsOptional()
  @IsRfc3339()
  occurredAt?: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: getForm('triage-report').example, description: 'By the task’s form: GET /v1/tasks/{id} → form.schema' })
  @IsDefined()
  @IsObject()
  @untouched()
  answers!: Record<string, unknown>;
}

export class DraftDto {
  @ApiProperty({ type: 'object', additionalProperties: true, example: { reasons: 'To be finished after the break' } })
  @IsDefined()
  @IsObject()
  @untouched()
  answers!: Record<string, unknown>;
}

export class AssignmentDto {
  @ApiProperty({ example: 'social', nullable: true, type: String, description: 'Username, or null to put it back into the pool' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  assignee!: string | null;

  @ApiPropertyOptional({ example: 'On leave until Monday' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class InboxQuery {
  @ApiPropertyOptional({ enum: ['me', 'unassigned', 'anyone'], example: 'anyone' })
  @IsOptional()
  @IsIn(['me', 'unassigned', 'anyone'])
  assigned?: 'me' | 'unassigned' | 'anyone';

  @ApiPropertyOptional({ example: '12' })
  @IsOptional()
  @IsString()
  @MaxLength(2)
  province?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  caseId?: string;

  @ApiPropertyOptional({ example: 'decide-screening' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  key?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}
