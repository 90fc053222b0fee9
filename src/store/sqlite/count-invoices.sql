SELECT count (*), sum (sales)
  FROM invoice
 WHERE key BETWEEN ?1 << 35 AND ((?2 + 1) << 35) - 1
   AND (?4 < 0 OR key & 2097151 = ?4)
   AND (?5 = 0 OR batch = ?5)
   AND (?6 = 0 OR is_imputed)
