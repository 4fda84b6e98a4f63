import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Length, MaxLength, MinLength } from 'class-validator';
import { MayBeAbsent } from '../../http/validators.js';

const CODE = {
  example: '123456',
  maxLength: 40,
  description: 'Six digits of the authenticator, or a recovery code; for who has set one up',
} as const;

export class SignInDto {
  @ApiProperty({ example: 'social', maxLength: 100 })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  username!: string;

  @ApiProperty({ example: 'saphan-demo', maxLength: 200, format: 'password' })
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password!: string;

  @ApiPropertyOptional(CODE)
  @MayBeAbsent()
  @IsString()
  @Length(1, 40)
  code?: string;
}

/** One of the two: the code by who has set up an authenticator, the password by everybody else. */
export class StepUpDto {
  @ApiPropertyOptional({ example: 'saphan-demo', maxLength: 200, format: 'password' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  password?: string;

  @ApiPropertyOptional(CODE)
  @MayBeAbsent()
  @IsString()
  @Length(1, 40)
  code?: string;
}

export class CodeDto {
  @ApiProperty({ example: '123456', description: 'Six digits of the authenticator' })
  @IsString()
  @Length(6, 6)
  code!: string;
}

export class PasswordChangeDto {
  @ApiProperty({ example: 'saphan-demo', maxLength: 200, format: 'password' })
  @IsString()
  @Length(1, 200)
  currentPassword!: string;

  @ApiProperty({ example: 'nine quiet otters on the Mekong', maxLength: 200, format: 'password' })
  @IsString()
  @Length(1, 200)
  newPassword!: string;
}

export class ActivationDto {
  @ApiProperty({ example: 'somchai.j', maxLength: 100 })
  @IsString()
  @Length(1, 100)
  username!: string;

  @ApiProperty({ example: 'k4m7p-2xq9r-h6wnt-c8dvy', maxLength: 40 })
  @IsString()
  @Length(1, 40)
  code!: string;

  @ApiProperty({ example: 'nine quiet otters on the Mekong', maxLength: 200, format: 'password' })
  @IsString()
  @Length(1, 200)
  password!: string;
}
