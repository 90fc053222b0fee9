UPDATE category
   SET sums_version = (SELECT invoices + 1 FROM store_state)
 WHERE id IN (SELECT category FROM upload_category WHERE upload = ?)
