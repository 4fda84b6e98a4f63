import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { getPolicy, DEFAULT_POLICY_VERSION } from '#policy/load-policy.js';
import { MayBeAbsent } from '../../http/validators.js';

export const VERSION = /^[a-z0-9][a-z0-9.-]{0,59}$/;

class PolicyChangeDto {
  @ApiProperty({ example: '/clocks/nrm-before-interview/limit', description: 'JSON pointer to one value' })
  @Matches(/^(?:\/[A-Za-z0-9-]{1,60}){1,6}$/)
  path!: string;

  @ApiProperty({
    example: 'P10D',
    description: 'Its new value',
    oneOf: [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'array', items: {} },
      { type: 'object', additionalProperties: true },
    ],
  })
  @IsDefined()
  @Transform(({ obj }: { obj: Record<string, unknown> }) => obj.value, { toClassOnly: true })
  value!: unknown;
}

export class NewPolicyDto {
  @ApiProperty({
    example: 'th-nrm-2565-trial',
    description: 'The name of the new version; it never changes afterwards',
  })
  @Matches(VERSION)
  version!: string;

  @ApiProperty({ example: 'th-nrm-2565', description: 'The version it starts from' })
  @Matches(VERSION)
  basedOn!: string;

  @ApiProperty({ type: [PolicyChangeDto], example: [{ path: '/clocks/nrm-before-interview/limit', value: 'P10D' }] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => PolicyChangeDto)
  changes!: PolicyChangeDto[];

  @ApiProperty({ example: 'Cabinet resolution of 1 December 2569' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class PolicyUploadDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { ...getPolicy(DEFAULT_POLICY_VERSION), version: 'th-nrm-2570' },
    description: 'The whole policy: every value with its basis, source and confidence; its `version` is a new name',
  })
  @IsObject()
  @Transform(({ obj }: { obj: Record<string, unknown> }) => obj.document, { toClassOnly: true })
  document!: Record<string, unknown>;

  @ApiProperty({ example: 'Cabinet resolution of 1 December 2569' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class WhatIfDto {
  @ApiPropertyOptional({ example: '12', description: 'Only cases of this province' })
  @MayBeAbsent()
  @Matches(/^\d{2}$/)
  province?: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Only these cases' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  caseIds?: string[];

  @ApiPropertyOptional({ example: 200, minimum: 1, maximum: 1000, description: 'So many of the clocks that move' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;

  @ApiPropertyOptional({ description: '`nextCursor` of the answer before' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  cursor?: string;
}

export class ApplicationDto {
  @ApiProperty({ type: [String], format: 'uuid', example: ['0191e4b0-7b1c-7c3e-9d1a-2f4b6c8d0e1f'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  caseIds!: string[];

  @ApiProperty({ example: 'The new limit holds for open cases as well.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class DifferencesQuery {
  @ApiPropertyOptional({
    example: 'th-nrm-2565',
    description: 'The version to compare with; the product’s own when left out',
  })
  @MayBeAbsent()
  @Matches(VERSION)
  from?: string;
}
