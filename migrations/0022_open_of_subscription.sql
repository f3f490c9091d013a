-- What a subscription still owes is found without reading everything that is open.
create index invoice_open_subscription on invoice (org_id, subscription_id) where status = 'open';

-- While a table grows faster than its statistics, the planner took the index by day for another
-- question (which change waits for this subscription?) and read every waiting change for each. The
-- few that wait are found by day through the other one.
drop index change_due;
drop index change_pending;
create unique index change_pending on subscription_change (org_id, subscription_id)
  include (effective_on) where applied_at is null and withdrawn_at is null;
