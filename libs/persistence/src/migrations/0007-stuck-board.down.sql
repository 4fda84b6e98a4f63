drop index tasks_due_idx;
drop table reconciliations;
drop table approval_decisions;
drop table approvals;
drop table stuck_actions;
drop table wait_holds;
drop table stuck_causes;
