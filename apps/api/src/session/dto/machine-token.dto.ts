import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { PERMISSIONS, type Permission } from '#access/permissions.js';
import { MACHINE_TOKEN_DAYS } from '#access/session-limits.js';

export class MachineTokenDto {
  @ApiProperty({ example: 'Hotline software', maxLength: 80 })
  @IsString()
  @Length(1, 80)
  name!: string;

  @ApiProperty({ example: ['task.list'], enum: Object.keys(PERMISSIONS), isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(Object.keys(PERMISSIONS), { each: true })
  scopes!: Permission[];

  @ApiProperty({ example: 90, minimum: 1, maximum: MACHINE_TOKEN_DAYS })
  @IsInt()
  @Min(1)
  @Max(MACHINE_TOKEN_DAYS)
  days!: number;
}
