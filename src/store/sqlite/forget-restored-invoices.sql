DELETE FROM former_invoice
 WHERE key BETWEEN ? AND ?
   AND batch = (SELECT i.batch FROM invoice i WHERE i.key = former_invoice.key)
