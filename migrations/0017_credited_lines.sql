-- A change of plan credits the unused days of a line on another invoice. Which line that was: what
-- was credited there can't be given back a second time (billing-rules §3).
alter table invoice_line add column credits_line_id uuid,
  add constraint invoice_line_credits foreign key (org_id, credits_line_id)
    references invoice_line (org_id, id),
  add constraint invoice_line_credits_only_credits
    check (credits_line_id is null or kind = 'proration_credit');
create index invoice_line_credited on invoice_line (org_id, credits_line_id)
  where credits_line_id is not null;
