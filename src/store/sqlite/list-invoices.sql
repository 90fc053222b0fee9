SELECT key, amount, batch, past
  FROM invoice
 WHERE key BETWEEN ?1 AND ?2
   AND (?3 = 0 OR batch = ?3)
   AND (?4 = 0 OR amount & 1)
 ORDER BY key
