drop table notice_deliveries, webhooks, notice_addresses, notices, escalations;
