-- As list-invoices.sql without conditions, which cost as much as the reading.
SELECT key, amount, batch, past
  FROM invoice
 WHERE key BETWEEN ?1 AND ?2
 ORDER BY key
