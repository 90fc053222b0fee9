UPDATE invoice
   SET version = version - 1,
       (sales, is_imputed, batch) = (SELECT f.sales, f.is_imputed, f.batch
                                       FROM former_invoice f
                                      WHERE f.key = invoice.key
                                      ORDER BY f.batch DESC LIMIT 1)
 WHERE key BETWEEN ? AND ? AND batch = ?
