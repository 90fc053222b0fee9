SELECT key, sales, version, is_imputed, batch, first_batch
  FROM invoice
 WHERE key BETWEEN ?1 AND ?2
   AND (?3 < 0 OR key & 2097151 = ?3)
   AND (?4 = 0 OR batch = ?4)
   AND (?5 = 0 OR is_imputed)
 ORDER BY key
