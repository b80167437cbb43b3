import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { NumberText, Optional, PageLimit } from '../platform/http/input.js';
import { deliveryStatuses, type DeliveryStatus } from './webhook.types.js';

export class WebhookDto {
  @ApiProperty({
    maxLength: 500,
    description: 'Where to post: https, and outside private networks unless WEBHOOK_ALLOW names the host',
  })
  @IsString()
  @MaxLength(500)
  @Matches(/^https?:\/\/[\x21-\x7e]+$/, { message: 'must be an address that begins with https://' })
  url: string;

  @ApiPropertyOptional({ description: 'Slug of the only agreement it is told of; all agreements if omitted' })
  @Optional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/, { message: 'must be the slug of an agreement' })
  agreement?: string;
}

export class DeliveriesDto {
  @ApiPropertyOptional({ enum: deliveryStatuses })
  @Optional()
  @IsIn(deliveryStatuses)
  status?: DeliveryStatus;

  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ type: String, description: 'nextCursor of the previous page' })
  @Optional()
  @NumberText()
  @IsInt({ message: 'must be the nextCursor of a page' })
  @Min(1)
  @Max(999_999_999_999_999)
  cursor?: number;
}
