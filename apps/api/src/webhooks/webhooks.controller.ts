import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { DeliveryListQuery, WebhookDto } from './dto/webhook.dto.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(@Inject(WebhooksService) private readonly webhooks: WebhooksService) {}

  @Get()
  @Requires('webhook.manage')
  @ApiOperation({ summary: 'Machines that are told of warnings and ends of clocks' })
  list(@Me() me: SignedIn) {
    return this.webhooks.list(me);
  }

  @Post()
  @HttpCode(201)
  @Requires('webhook.manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Have a machine told; its signing secret is shown this once (Standard Webhooks 1.0)' })
  create(@Me() me: SignedIn, @Body() webhook: WebhookDto, @Idempotency() header: IdempotencyHeader | null) {
    return this.webhooks.create(me, webhook, header);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('webhook.manage')
  @ApiOperation({ summary: 'Tell it nothing more' })
  disable(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.webhooks.disable(me, id);
  }

  @Get(':id/deliveries')
  @Requires('webhook.manage')
  @ApiOperation({ summary: 'What it was told, what waits, and what was given up' })
  deliveries(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Query() query: DeliveryListQuery) {
    return this.webhooks.deliveries(me, id, query);
  }

  @Post(':id/deliveries/:deliveryId/retry')
  @HttpCode(200)
  @Requires('webhook.manage')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Try a dead delivery again, with the same webhook-id' })
  retry(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Param('deliveryId', UuidPipe) deliveryId: string,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.webhooks.retry(me, id, deliveryId, header);
  }
}
