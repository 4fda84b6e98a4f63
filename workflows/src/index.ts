export { caseWorkflow } from './case/case.workflow.js';
export { serviceReferralWorkflow } from './service-referral/service-referral.workflow.js';
export { returnWorkflow } from './return/return.workflow.js';
export { followUpWorkflow } from './follow-up/follow-up.workflow.js';
export { trackWorkflow } from './tracks/track.workflow.js';
export { reconcileWorkflow } from './reconcile/reconcile.workflow.js';
